import { useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  DayAndTime,
  dayAndTimeOf,
  PageHead,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Tag,
  Time,
  useCall,
  useSay,
} from '#ui';
import { clockUnits, operations } from '../contract.ts';
import { given } from './act-form.tsx';
import { texts } from './words.ts';

interface Period {
  readonly from: string;
  readonly unit: (typeof clockUnits)[number];
  readonly amount: number;
}

const periodOf = (form: FormData): Period => ({
  from: `${dayAndTimeOf(form, 'from')}:00+08:00`,
  unit: clockUnits.find((unit) => unit === given(form, 'unit')) ?? 'working-days',
  amount: Number(given(form, 'amount')),
});

function End({ period }: { readonly period: Period }) {
  const say = useSay();
  const asked = useCall('tasks', operations.deadline, { query: period }, { keep: true });
  if (asked.isError) return <ProblemNote problem={asked.error} />;
  if (!asked.data) return <Skeleton lines={1} />;
  return (
    <p role="status">
      {say(texts.result)}
      <strong>
        <Time at={asked.data.at} />
      </strong>{' '}
      {!asked.data.certain && <Tag tone="amber">{say(texts.notCertain)}</Tag>}
    </p>
  );
}

const now = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16);

/** When a period ends that begins at an hour. */
function Reckoner() {
  const say = useSay();
  const [period, setPeriod] = useState<Period>();
  return (
    <section className="stack tight" aria-label={say(texts.reckon)}>
      <h2>{say(texts.reckon)}</h2>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          setPeriod(periodOf(new FormData(event.currentTarget)));
        }}
      >
        <DayAndTime name="from" label={texts.from} required defaultValue={now()} />
        <label>
          {say(texts.amount)}{' '}
          <input
            className="input"
            type="number"
            name="amount"
            required
            min={0}
            max={10_000}
            defaultValue={20}
          />
        </label>
        <label>
          {say(texts.unit)}{' '}
          <select className="select" name="unit" defaultValue="working-days">
            {clockUnits.map((unit) => (
              <option key={unit} value={unit}>
                {say(texts[`pick-${unit}`])}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button">
          {say(texts.reckon)}
        </button>
      </form>
      {period && <End period={period} />}
    </section>
  );
}

function Days({ year }: { readonly year: number }) {
  const say = useSay();
  const asked = useCall('tasks', operations.calendar, { params: { year } });
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton lines={8} />;
  const { published, workingDays, hours, days } = asked.data;
  return (
    <>
      <p>
        {say(texts.workingDays, { count: workingDays })} · {say(texts.officeHours)}{' '}
        {hours.map(([from, to]) => `${from}–${to}`).join(', ')}
      </p>
      {!published && (
        <p className="notice warn" role="status">
          {say(texts.yearNotPublished, { year })}
        </p>
      )}
      {days.length > 0 && (
        <ScrollRegion label={say(texts.calendar)}>
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{say(texts.day)}</th>
                <th scope="col">{say(texts.works)}</th>
                <th scope="col">{say(texts.why)}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.day}>
                  <th scope="row">
                    <Time at={`${day.day}T12:00:00+08:00`} as="date" />
                  </th>
                  <td>{say(day.working ? texts.yes : texts.no)}</td>
                  <td>
                    {say(texts[`reason-${day.reason}`])} · {say(day.name)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </>
  );
}

/** The city's working days of a year, and a reckoner of periods. */
export function CalendarPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const thisYear = Number(now().slice(0, 4));
  const year = Number(search.get('year') ?? thisYear) || thisYear;
  return (
    <div className="stack">
      <PageHead title={say(texts.calendar)} />
      <Reckoner />
      <label>
        {say(texts.year)}{' '}
        <select
          className="select"
          value={year}
          onChange={(event) => setSearch({ year: event.currentTarget.value })}
        >
          {[thisYear - 2, thisYear - 1, thisYear, thisYear + 1].map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <Days year={year} />
    </div>
  );
}

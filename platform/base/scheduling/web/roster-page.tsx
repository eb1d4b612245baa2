import { useSearchParams } from 'react-router';
import {
  DateInput,
  EmptyState,
  PageHead,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  Tag,
  useCall,
  useNow,
  useSay,
  words,
} from '#ui';
import { operations, type RosterLine } from '../contract.ts';
import { halfNames } from '../records.ts';
import { localOf } from '../rules.ts';
import { texts } from './words.ts';

function Cell({ lines }: { readonly lines: readonly RosterLine[] }) {
  const say = useSay();
  return (
    <td>
      {lines.map((line) => (
        <div key={line.half} className="stack tight">
          <span>
            {say(halfNames[line.half])} {localOf(new Date(line.firstAt)).time}–
            {localOf(new Date(line.lastAt)).time}
          </span>
          <span className="quiet small">
            {say(texts.taken, { taken: line.taken, capacity: line.capacity })}
            {line.people.length > 0 && ` · ${line.people.join('、')}`}
          </span>
          {line.stopped > 0 && (
            <Tag tone="seal">{say(line.stopped === line.slots ? texts.stopped : texts.partly)}</Tag>
          )}
        </div>
      ))}
    </td>
  );
}

function Week({ items, days }: { readonly items: readonly RosterLine[]; readonly days: readonly string[] }) {
  const say = useSay();
  const resources = [...new Map(items.map((line) => [line.resource, line])).values()];
  return (
    <ScrollRegion label={say(texts.roster)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(texts.resource)}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                {day.slice(5)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {resources.map(({ resource, name, simulated }) => (
            <tr key={resource}>
              <th scope="row">
                {say(name)} {simulated && <SimulatedTag />}
              </th>
              {days.map((day) => (
                <Cell
                  key={day}
                  lines={items.filter((line) => line.resource === resource && line.day === day)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** A week: who and what serves when, and how much of it is taken. */
export function RosterPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const now = useNow(60_000);
  const from = search.get('from') ?? localOf(now).day;
  const roster = useCall('scheduling', operations.roster, { query: { from } }, { keep: true });
  return (
    <div className="stack">
      <PageHead title={say(texts.roster)} />
      <div className="field">
        <label htmlFor="from">{say(texts.week)}</label>
        <DateInput
          key={from}
          id="from"
          defaultValue={from}
          aria-describedby="day-form"
          onDay={(day) => day !== undefined && day !== from && setSearch({ from: day })}
        />
        <span id="day-form" className="hint">
          {say(words.dayForm)}
        </span>
      </div>
      {roster.isError && <ProblemNote problem={roster.error} onRetry={() => void roster.refetch()} />}
      {roster.isPending && <Skeleton lines={6} />}
      {roster.data?.items.length === 0 && (
        <EmptyState title={say(texts.noRoster)} hint={say(texts.noRosterHint)} />
      )}
      {roster.data && roster.data.items.length > 0 && <Week {...roster.data} />}
    </div>
  );
}

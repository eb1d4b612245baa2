import { useSearchParams } from 'react-router';
import {
  DateInput,
  EmptyState,
  number,
  PageHead,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  useCall,
  useLanguage,
  useSay,
  words,
} from '#ui';
import { operations } from '../contract.ts';
import { given } from './act-form.tsx';
import { texts } from './words.ts';

const DAY = 86_400_000;
const dayBefore = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * DAY).toISOString().slice(0, 10);

function Choice({
  by,
  from,
  to,
  onShow,
}: {
  by: string;
  from: string;
  to: string;
  onShow: (form: FormData) => void;
}) {
  const say = useSay();
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        onShow(new FormData(event.currentTarget));
      }}
    >
      <label>
        {say(texts.by)}{' '}
        <select className="select" name="by" defaultValue={by}>
          <option value="organisation">{say(texts.byOrganisation)}</option>
          <option value="kind">{say(texts.byKind)}</option>
        </select>
      </label>
      <label>
        {say(texts.periodFrom)} <DateInput name="from" required defaultValue={from} />
      </label>
      <label>
        {say(texts.periodTo)} <DateInput name="to" required defaultValue={to} />
      </label>
      <button type="submit" className="button">
        {say(texts.show)}
      </button>
      <span className="hint">{say(words.dayForm)}</span>
    </form>
  );
}

const counts = ['opened', 'closed', 'inTime', 'late', 'waiting', 'overdue'] as const;

function Table({
  by,
  from,
  to,
}: {
  readonly by: 'organisation' | 'kind';
  readonly from: string;
  readonly to: string;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const query = { by, 'period.from': from, 'period.to': to };
  const asked = useCall('tasks', operations.statistics, { query });
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton lines={6} />;
  const { items } = asked.data;
  if (items.length === 0)
    return <EmptyState title={say(texts.noStatistics)} hint={say(texts.noStatisticsHint)} />;
  return (
    <ScrollRegion label={say(texts.statistics)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(by === 'kind' ? texts.byKind : texts.byOrganisation)}</th>
            {counts.map((name) => (
              <th key={name} scope="col" className="end">
                {say(texts[`${name}Count`])}
              </th>
            ))}
            <th scope="col" className="end">
              {say(texts.median)}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {say(row.title)} {row.simulated && <SimulatedTag />}
              </th>
              {counts.map((name) => (
                <td key={name} className="end">
                  {number(row[name], language)}
                </td>
              ))}
              <td className="end">{row.medianHours === null ? '—' : number(row.medianHours, language, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Tasks opened, closed, in time and overdue in a period, by organisation or kind. */
export function StatisticsPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const by = search.get('by') === 'kind' ? 'kind' : 'organisation';
  const from = search.get('from') ?? dayBefore(29);
  const to = search.get('to') ?? dayBefore(0);
  return (
    <div className="stack">
      <PageHead title={say(texts.statistics)} />
      <Choice
        by={by}
        from={from}
        to={to}
        onShow={(form) =>
          setSearch({ by: given(form, 'by'), from: given(form, 'from'), to: given(form, 'to') })
        }
      />
      <Table by={by} from={from} to={to} />
    </div>
  );
}

import { Link, useSearchParams } from 'react-router';
import {
  EmptyState,
  Heads,
  PageHead,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  dateOf,
  useCall,
  useMay,
  useNow,
  useSay,
} from '#ui';
import { operations, type RosterLine } from '#platform/base/scheduling/contract';
import { texts } from './words.ts';

const services = ['family-doctor', 'outpatient'] as const;

function Doctor({ lines }: { readonly lines: readonly RosterLine[] }) {
  const say = useSay();
  const may = useMay();
  const [first] = lines;
  if (!first) return null;
  const sum = (of: (line: RosterLine) => number) => lines.reduce((all, line) => all + of(line), 0);
  return (
    <tr>
      <th scope="row">
        {say(first.name)} {first.simulated && <SimulatedTag />}
      </th>
      <td>{lines.map((line) => say(texts[line.half])).join('、')}</td>
      <td>
        {sum((line) => line.taken)} / {sum((line) => line.capacity)}
      </td>
      <td>{lines.every((line) => line.stopped === line.slots) ? say(texts.stopped) : say(texts.open)}</td>
      <td>
        <div className="row">
          {may('scheduling:serve') && (
            <Link className="button small" to={`/scheduling/queue?resource=${first.resource}`}>
              {say(texts.queue)}
            </Link>
          )}
          {may('scheduling:manage') && (
            <Link className="button small" to={`/scheduling/stop?resource=${first.resource}`}>
              {say(texts.stop)}
            </Link>
          )}
        </div>
      </td>
    </tr>
  );
}

/** Who sees patients today, how full it is, and the way to the queue and to a stop. */
export function ClinicPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const service = search.get('service') ?? services[0];
  const today = dateOf(useNow(60_000));
  const roster = useCall(
    'scheduling',
    operations.roster,
    { query: { from: today, service } },
    { keep: true },
  );
  const lines = roster.data?.items.filter(({ day }) => day === today) ?? [];
  const doctors = [...new Set(lines.map(({ resource }) => resource))];
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} lead={today} />
      <div className="row">
        {services.map((code) => (
          <button
            key={code}
            type="button"
            className="button"
            aria-pressed={code === service}
            onClick={() => setSearch({ service: code })}
          >
            {say(texts[code])}
          </button>
        ))}
      </div>
      {roster.isError && <ProblemNote problem={roster.error} onRetry={() => void roster.refetch()} />}
      {roster.isPending && <Skeleton lines={5} />}
      {roster.data && doctors.length === 0 && (
        <EmptyState title={say(texts.nobody)} hint={say(texts.nobodyHint)} />
      )}
      {doctors.length > 0 && (
        <ScrollRegion label={say(texts.title)}>
          <table className="data-table">
            <Heads heads={[texts.doctor, texts.when, texts.taken, texts.state, texts.act]} />
            <tbody>
              {doctors.map((code) => (
                <Doctor key={code} lines={lines.filter(({ resource }) => resource === code)} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}

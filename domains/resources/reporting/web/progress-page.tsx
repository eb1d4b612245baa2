import { Link } from 'react-router';
import {
  EmptyState,
  HeadRow,
  PageHead,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  useAct,
  useCall,
  useJobs,
  useMay,
  useSay,
} from '#ui';
import { operations, type ProgressLine } from '../contract.ts';
import { texts } from './words.ts';

function Line({ line, remind }: { readonly line: ProgressLine; readonly remind: (() => void) | undefined }) {
  const say = useSay();
  const title = say(line.title);
  const { code, period } = line;
  const filings = `/reporting/filings?return=${code}&period=${period}`;
  const left = line.owed - line.handedIn;
  return (
    <tr>
      <th scope="row">
        <Link to={`/reporting/returns/${code}`}>{title}</Link> {line.simulated && <SimulatedTag />}
      </th>
      <td>
        <Link to={`/reporting/progress/${code}/${period}`}>{period}</Link>
      </td>
      <td>{line.dueOn}</td>
      <td className="number">
        <Link to={filings}>{line.owed}</Link>
      </td>
      <td className="number">{line.handedIn}</td>
      <td className="number">{line.late}</td>
      <td className="number">{line.overdue}</td>
      <td>
        {remind && left > 0 && (
          <button
            type="button"
            className="button small"
            aria-label={say(texts.remindThis, { title, period })}
            onClick={remind}
          >
            {say(texts.remind)}
          </button>
        )}
      </td>
    </tr>
  );
}

/** How far each return and period is, and a reminder for those that are left. */
export function ProgressPage() {
  const say = useSay();
  const may = useMay();
  const asked = useCall('reporting', operations.progress, {});
  const { watch } = useJobs();
  const remind = useAct('reporting', operations.remind, { done: ({ job }) => watch(job) });
  const lines = asked.data?.items ?? [];
  return (
    <div className="stack">
      <PageHead title={say(texts.progress)} lead={say(texts.progressLead)} />
      <p>
        <Link to="/reporting/questions?standing=repeated">{say(texts.repeated)}</Link>
      </p>
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      <div role="status">{remind.data && <p className="notice">{say(texts.reminded, remind.data)}</p>}</div>
      {remind.isError && <ProblemNote problem={remind.error} />}
      {asked.data && lines.length === 0 && (
        <EmptyState title={say(texts.nothing)} hint={say(texts.nothingHint)} />
      )}
      {lines.length > 0 && (
        <ScrollRegion label={say(texts.progress)}>
          <table className="data-table" aria-label={say(texts.progress)}>
            <HeadRow
              names={['return', 'period', 'dueOn', 'owed', 'handedIn', 'late', 'overdue', 'act']}
              texts={texts}
            />
            <tbody>
              {lines.map((line) => (
                <Line
                  key={`${line.code} ${line.period}`}
                  line={line}
                  remind={
                    may('reporting:design')
                      ? () => remind.mutate({ params: { code: line.code }, body: { period: line.period } })
                      : undefined
                  }
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}

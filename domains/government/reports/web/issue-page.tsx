import { Link, useParams } from 'react-router';
import { PageHead, ProblemNote, Skeleton, Time, useCall, useSay } from '#ui';
import { operations, type ShownIssue } from '../contract.ts';
import { Paper } from './paper.tsx';
import { TakeAway } from './take-away.tsx';
import { words } from './words.ts';

function Revised({ shown: { madeAt, revised } }: { readonly shown: ShownIssue }) {
  const say = useSay();
  return (
    <>
      <p className="small quiet">
        {say(words.madeAt)} <Time at={madeAt} />
      </p>
      {revised > 0 && <p className="notice warn">{say(words.revisedCount, { count: revised })}</p>}
    </>
  );
}

/** One issue: its figures as they were, with what was revised since. */
export function IssueView({ id, page = false }: { readonly id: string; readonly page?: boolean }) {
  const say = useSay();
  const asked = useCall('reports', operations.readIssue, { params: { id } });
  if (asked.isPending) return <Skeleton lines={10} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const shown = asked.data;
  const title = `${say(shown.title)} ${say(words.issueNumber, { number: shown.number })}`;
  if (!page)
    return (
      <div className="stack">
        <Link className="button primary" to={`/reports/issues/${id}`}>
          {say(words.read)}
        </Link>
        <Paper shown={shown}>
          <Revised shown={shown} />
        </Paper>
      </div>
    );
  return (
    <div className="stack">
      <PageHead
        title={title}
        actions={
          <>
            <TakeAway address={`/api/reports/issues/${id}/file`} />
            <Link className="button" to={`/reports/reports/${shown.code}`}>
              {say(words.live)}
            </Link>
          </>
        }
      />
      <Paper shown={shown} untitled>
        <Revised shown={shown} />
      </Paper>
    </div>
  );
}

export function IssuePage() {
  const { key = '' } = useParams();
  return <IssueView id={key} page />;
}

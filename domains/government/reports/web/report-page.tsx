import { Link, useParams, useSearchParams } from 'react-router';
import { PageHead, ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import { operations, type ShownReport } from '../contract.ts';
import { Choosing } from './choosing.tsx';
import { Paper } from './paper.tsx';
import { TakeAway } from './take-away.tsx';
import { words } from './words.ts';

/** What of the address is asked. */
function askedOf(search: URLSearchParams) {
  const period = search.get('period');
  const choose = search.get('choose');
  return { ...(period ? { period } : {}), ...(choose ? { choose } : {}) };
}

function MakeIssue({ code }: { readonly code: string }) {
  const say = useSay();
  const [search] = useSearchParams();
  const making = useAct('reports', operations.makeIssue, { renews: ['records'] });
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={making.isPending}
        onClick={() => making.mutate({ params: { code }, body: askedOf(search) })}
      >
        {say(words.makeIssue)}
      </button>
      <span role="status">
        {making.isSuccess && (
          <>
            {say(words.made)}
            <Link to={`/reports/issues/${making.data.id}`}>{say(words.read)}</Link>
          </>
        )}
      </span>
      {making.isError && <ProblemNote problem={making.error} />}
    </>
  );
}

function Actions({ shown }: { readonly shown: ShownReport }) {
  const say = useSay();
  const [search] = useSearchParams();
  const { code, mayCompose, mayIssue } = shown;
  const address = `/api/reports/reports/${code}/file?${new URLSearchParams(askedOf(search))}`;
  return (
    <>
      <TakeAway address={address} />
      <Link className="button" to={`/reports/issues?report=${code}`}>
        {say(words.allIssues)}
      </Link>
      {mayCompose && (
        <Link className="button" to={`/reports/drafts/${code}`}>
          {say(words.change)}
        </Link>
      )}
      {mayIssue && <MakeIssue code={code} />}
    </>
  );
}

/** A published report, read live: its period and what is chosen stand in the address. */
export function ReportView({ code, page = false }: { readonly code: string; readonly page?: boolean }) {
  const say = useSay();
  const [search] = useSearchParams();
  const query = page ? askedOf(search) : {};
  const asked = useCall('reports', operations.readReport, { params: { code }, query }, { keep: true });
  if (asked.isPending) return <Skeleton lines={10} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const shown = asked.data;
  if (!page)
    return (
      <div className="stack">
        <Link className="button primary" to={`/reports/reports/${code}`}>
          {say(words.read)}
        </Link>
        <Paper shown={shown} />
      </div>
    );
  return (
    <div className="stack">
      <PageHead title={say(shown.title)} actions={<Actions shown={shown} />} />
      <Choosing shown={shown} />
      <Paper shown={shown} untitled />
    </div>
  );
}

export function ReportPage() {
  const { key = '' } = useParams();
  return <ReportView code={key} page />;
}

import { Link } from 'react-router';
import { number, ProblemNote, useAct, useCall, useJobs, useLanguage, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';
import { PairView } from './pair-view.tsx';
import { texts } from './words.ts';

/** How far deciding has come, and what is missing before it can begin. */
function Progress() {
  const say = useSay();
  const { language } = useLanguage();
  const queue = useCall('linkage', operations.queue, {});
  if (queue.isError) return <ProblemNote problem={queue.error} />;
  if (!queue.data) return null;
  const { model, next: _next, ...counts } = queue.data;
  const told = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, number(count, language)]),
  );
  return (
    <>
      <span>{say(texts.progress, told)}</span> <Link to="/linkage/models">{say(texts.models)}</Link>{' '}
      <Link to="/linkage/runs">{say(texts.runs)}</Link>
      {model === null && <p className="notice">{say(texts.noModel)}</p>}
    </>
  );
}

function Actions() {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const queue = useCall('linkage', operations.queue, {});
  const act = useAct('linkage', operations.start, { done: ({ job }) => watch(job) });
  return (
    <>
      {may('linkage:run') && queue.data?.model && (
        <button
          type="button"
          className="button second"
          disabled={act.isPending}
          onClick={() => act.mutate({})}
        >
          {say(texts.run)}
        </button>
      )}
      {may('linkage:decide') && queue.data?.next && (
        <Link className="button primary" to={`/linkage/pairs/${queue.data.next}`}>
          {say(texts.start)}
        </Link>
      )}
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

export const pairList = {
  lead: <Progress />,
  actions: <Actions />,
  detail: (key: string) => <PairView id={key} />,
};

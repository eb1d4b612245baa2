import { useRouteError } from 'react-router';
import { PageHead, ProblemNote, useSay } from '#ui';

const title = { zh: '页面没有打开', en: 'The page did not open' };

/** A page that broke, or whose code did not arrive. The frame and the other pages stay. */
export function PageFailed() {
  const say = useSay();
  const problem = useRouteError();
  return (
    <div className="stack">
      <PageHead title={say(title)} />
      <ProblemNote problem={problem} onRetry={() => location.reload()} />
    </div>
  );
}

import { useEffect, useRef } from 'react';
import { useSay } from '../language/language.tsx';
import { useNow } from '../language/time.tsx';
import { useAct } from '../lib/use-call.ts';
import { words } from '../words.ts';
import { JobProgress } from './job-progress.tsx';
import { fileAddress, isOpen, jobOperations, type JobView } from './job-view.ts';
import { useJobs } from './jobs.tsx';

const texts = {
  title: { zh: '后台任务', en: 'Long work' },
  running: { zh: '{count} 个任务进行中', en: '{count} running' },
  none: { zh: '最近一小时没有任务', en: 'None in the last hour' },
  fold: { zh: '收起', en: 'Fold' },
  cancelling: { zh: '正在取消…', en: 'Cancelling…' },
  retry: { zh: '重试', en: 'Retry' },
};
const shownAtOnce = 4;
const recentMs = 3_600_000;
const foldAfterMs = 15_000;

/** What ended well and leaves nothing to fetch. */
const isQuiet = ({ status, outcome }: JobView): boolean => status === 'done' && !outcome?.files?.length;

/** What came up by itself folds by itself when all ended well; not while somebody is at it. */
function useFolding(): React.RefObject<HTMLElement | null> {
  const { jobs, byItself, show } = useJobs();
  const drawer = useRef<HTMLElement>(null);
  const newest = jobs[0];
  const folds = byItself && newest !== undefined && isQuiet(newest) && !jobs.some(isOpen);
  useEffect(() => {
    if (!folds) return undefined;
    const timer = setInterval(() => {
      if (!drawer.current?.matches(':hover, :focus-within')) show(false);
    }, foldAfterMs);
    return () => clearInterval(timer);
  }, [folds, show]);
  return drawer;
}

/** The corner where long work reports. It stays while one walks through the app, and after. */
export function JobDrawer() {
  const say = useSay();
  const { jobs, shown, show } = useJobs();
  const drawer = useFolding();
  const now = useNow().getTime();
  const running = jobs.filter(isOpen);
  const recent = jobs.filter((job) => isOpen(job) || now - Date.parse(job.finishedAt ?? '') < recentMs);
  if (!shown && running.length === 0) return null;
  if (!shown)
    return (
      <section className="job-drawer folded" aria-label={say(texts.title)}>
        <button type="button" className="job-fold" onClick={() => show(true)}>
          {say(texts.running, { count: running.length })}
        </button>
      </section>
    );
  return (
    <section ref={drawer} className="job-drawer" aria-label={say(texts.title)}>
      <div className="row apart">
        <h2>{say(texts.title)}</h2>
        <button type="button" className="job-action" onClick={() => show(false)}>
          {say(texts.fold)}
        </button>
      </div>
      <ul className="plain" aria-live="polite">
        {recent.length === 0 && <li>{say(texts.none)}</li>}
        {recent.slice(0, shownAtOnce).map((job) => (
          <li key={job.id}>
            <JobEntry job={job} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function JobEntry({ job }: { readonly job: JobView }) {
  const say = useSay();
  const cancel = useAct('jobs', jobOperations.cancel);
  const retry = useAct('jobs', jobOperations.retry);
  return (
    <div className="stack tight">
      <JobProgress job={job} />
      {job.outcome && <p>{say(job.outcome.summary)}</p>}
      {job.problem && (
        <p>
          {say(job.problem.detail)} <code>{job.problem.code}</code>
        </p>
      )}
      <div className="row">
        {job.outcome?.files?.map((file) => (
          <a key={file.id} className="job-action" href={fileAddress(job.id, file.id)} download={file.name}>
            {say(words.download)} {file.name}
          </a>
        ))}
        {isOpen(job) && (
          <button
            type="button"
            className="job-action"
            disabled={cancel.isPending || job.cancelling}
            onClick={() => cancel.mutate({ params: { id: job.id } })}
          >
            {say(job.cancelling ? texts.cancelling : words.cancel)}
          </button>
        )}
        {(job.status === 'failed' || job.status === 'cancelled') && (
          <button
            type="button"
            className="job-action"
            disabled={retry.isPending}
            onClick={() => retry.mutate({ params: { id: job.id } })}
          >
            {say(texts.retry)}
          </button>
        )}
      </div>
    </div>
  );
}

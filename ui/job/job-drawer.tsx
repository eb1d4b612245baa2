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

/** The corner where long work reports. It stays while one walks through the app, and after. */
export function JobDrawer() {
  const say = useSay();
  const { jobs, shown, show } = useJobs();
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
    <section className="job-drawer" aria-label={say(texts.title)}>
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

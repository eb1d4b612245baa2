import { useLanguage, useSay } from '../language/language.tsx';
import { isOpen, type JobView, shareOf } from './job-view.ts';
import { jobWords } from './job-words.ts';

/** How far a job is: share, rate, time left; then how it ended. */
export function JobProgress({ job }: { readonly job: JobView }) {
  const say = useSay();
  const { language } = useLanguage();
  const share = shareOf(job);
  return (
    <div className="job-progress">
      <div className="row apart">
        <span className="strong">{say(job.title)}</span>
        <span>{jobWords(job, say, language).join(' · ')}</span>
      </div>
      {isOpen(job) && (
        <>
          <progress aria-label={say(job.title)} max={1} {...(share === undefined ? {} : { value: share })} />
          {job.progress?.note && <p className="small">{say(job.progress.note)}</p>}
        </>
      )}
    </div>
  );
}

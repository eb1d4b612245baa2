import { duration, number } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { isOpen, type JobView, shareOf } from './job-view.ts';

const texts = {
  queued: { zh: '排队中', en: 'Waiting' },
  running: { zh: '进行中', en: 'Running' },
  done: { zh: '已完成', en: 'Done' },
  failed: { zh: '未完成', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  rate: { zh: '每秒 {rate} {unit}', en: '{rate} {unit}/s' },
  left: { zh: '还需 {time}', en: '{time} left' },
};

/** How far a job is: share, rate, time left; then how it ended. */
export function JobProgress({ job }: { readonly job: JobView }) {
  const say = useSay();
  const { language } = useLanguage();
  const { progress } = job;
  const share = shareOf(job);
  const unit = progress ? say(progress.unit) : '';
  const told = [
    share === undefined || !isOpen(job) ? say(texts[job.status]) : `${Math.floor(share * 100)}%`,
    isOpen(job) && progress && share === undefined ? `${number(progress.done, language)} ${unit}` : undefined,
    isOpen(job) && progress?.rate ? say(texts.rate, { rate: number(progress.rate, language, 0), unit }) : undefined,
    isOpen(job) && progress?.etaSeconds !== undefined
      ? say(texts.left, { time: duration(progress.etaSeconds, language) })
      : undefined,
  ].filter((each) => each !== undefined);
  return (
    <div className="job-progress">
      <div className="row apart">
        <span className="strong">{say(job.title)}</span>
        <span>{told.join(' · ')}</span>
      </div>
      {isOpen(job) && <progress aria-label={say(job.title)} max={1} {...(share === undefined ? {} : { value: share })} />}
      {progress?.note && isOpen(job) && <p className="small">{say(progress.note)}</p>}
    </div>
  );
}

import type { Language, Text } from '#kernel/texts';
import { duration, number } from '../language/formats.ts';
import type { Say } from '../language/language.tsx';
import { isOpen, type JobView, shareOf } from './job-view.ts';

const states: Readonly<Record<JobView['status'], Text>> = {
  queued: { zh: '排队中', en: 'Waiting' },
  running: { zh: '进行中', en: 'Running' },
  done: { zh: '已完成', en: 'Done' },
  failed: { zh: '未完成', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};
const texts = {
  rate: { zh: '每秒 {rate} {unit}', en: '{rate} {unit}/s' },
  left: { zh: '还需 {time}', en: '{time} left' },
};

/** How far a job is, in words: its share or count, rate, time left; how it ended once it has. */
export function jobWords(job: JobView, say: Say, language: Language): readonly string[] {
  const { progress } = job;
  if (!isOpen(job) || !progress) return [say(states[job.status])];
  const unit = say(progress.unit);
  const share = shareOf(job);
  const far =
    share === undefined ? `${number(progress.done, language)} ${unit}` : `${Math.floor(share * 100)}%`;
  return [
    far,
    ...(progress.rate ? [say(texts.rate, { rate: number(progress.rate, language, 0), unit })] : []),
    ...(progress.etaSeconds === undefined
      ? []
      : [say(texts.left, { time: duration(progress.etaSeconds, language) })]),
  ];
}

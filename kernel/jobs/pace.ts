import type { JobProgress } from '../job.ts';

/** Progress as it is shown: with how fast it goes and how long it will take. */
export interface PacedProgress extends JobProgress {
  /** Units a second over the last half minute; absent until it can be told. */
  readonly rate?: number;
  readonly etaSeconds?: number;
  /** When this was so. */
  readonly at: string;
}

interface Sample {
  readonly atMs: number;
  readonly done: number;
}

const windowMs = 30_000;
const shortestMs = 200;

/** Measures how fast a job goes over a sliding window, so that a slow start or a pause is forgotten. */
export function measurePace(): (progress: JobProgress, nowMs: number, at: string) => PacedProgress {
  let samples: Sample[] = [];
  return (progress, nowMs, at) => {
    const last = samples.at(-1);
    if (last && progress.done < last.done) samples = [];
    samples = samples.filter((sample) => nowMs - sample.atMs <= windowMs);
    samples.push({ atMs: nowMs, done: progress.done });
    const first = samples[0];
    if (!first || nowMs - first.atMs < shortestMs) return { ...progress, at };
    const rate = ((progress.done - first.done) / (nowMs - first.atMs)) * 1000;
    const rounded = Number(rate.toPrecision(3));
    if (progress.total === undefined || rate <= 0) return { ...progress, rate: rounded, at };
    const etaSeconds = Math.max(0, Math.round((progress.total - progress.done) / rate));
    return { ...progress, rate: rounded, etaSeconds, at };
  };
}

import type { z } from 'zod';
import type { Context } from './context.ts';
import type { Text } from './texts.ts';

export { endedJobs } from './jobs/ended.ts';
export { interruptionOf } from './jobs/interruption.ts';

export interface JobProgress {
  readonly done: number;
  /** Absent while nobody can know. */
  readonly total?: number | undefined;
  readonly unit: Text;
  readonly note?: Text | undefined;
}

/** What a running job holds of the machinery that runs it. */
export interface JobRun {
  readonly id: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborts when somebody cancels or the platform stops. A stop is no failure: the job resumes after the next start. */
  readonly signal: AbortSignal;
  /** The last checkpoint written by an earlier attempt. */
  readonly state: unknown;
  progress(progress: JobProgress): void;
  /** Remembers where to go on from after a crash. */
  checkpoint(state: unknown): Promise<void>;
}

export interface JobOutcome {
  readonly summary: Text;
  /** Files to download, by id in `files`. */
  readonly files?: readonly { readonly id: string; readonly name: string; readonly type: string }[];
  readonly data?: unknown;
}

/** A piece of long work. It must be safe to run again from its last checkpoint. */
export interface JobKind<I extends z.ZodType = z.ZodType> {
  readonly name: `${string}.${string}`;
  readonly title: Text;
  readonly input: I;
  /** Tries before it has failed for good. */
  readonly attempts: number;
  /** It ends within seconds: where long work has taken all workers, one more takes those that are brief. */
  readonly brief?: true;
  /**
   * It does, when it begins, whatever was asked for until then: one that waits stands for whatever the same actor asks for with
   * the same input, and after a run the next rests for twice as long as that took, 20 s at most. So a stream of events cannot
   * keep it at work. It is started without a key.
   */
  readonly gathers?: true;
  /** Jobs with the same lane run one after the other. */
  lane?(input: z.output<I>): string;
  run(input: z.output<I>, run: JobRun, context: Context): Promise<JobOutcome>;
}

export const defineJob = <I extends z.ZodType>(kind: JobKind<I>): JobKind<I> => Object.freeze(kind);

/** Starts a job at times given as a cron expression in the city's time zone. A start missed while down is made up once. */
export interface Schedule {
  readonly name: `${string}.${string}`;
  readonly cron: string;
  readonly job: `${string}.${string}`;
  readonly input: unknown;
}

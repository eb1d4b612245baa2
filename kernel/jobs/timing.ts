/** Every wait of the machinery of jobs, in milliseconds. */
export interface JobTiming {
  /** Between two looks into the queue while nothing was started here lately. */
  readonly pollMs: number;
  /** Between two looks at running jobs: progress is written, a cancellation is heard. */
  readonly pulseMs: number;
  /** At least this often a running job is said to live. */
  readonly heartbeatMs: number;
  /** A process silent for this long has lost its jobs. */
  readonly leaseMs: number;
  /** Before the second try; doubled before each further one. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
  /** Given to running jobs to end when the platform stops. */
  readonly stopMs: number;
}

export const usualTiming: JobTiming = {
  pollMs: 500,
  pulseMs: 500,
  heartbeatMs: 5000,
  leaseMs: 30_000,
  retryMs: 2000,
  longestRetryMs: 300_000,
  stopMs: 10_000,
};

/** @param attempt the try that failed, from 1 */
export const retryAfter = (timing: JobTiming, attempt: number): number =>
  Math.min(timing.longestRetryMs, timing.retryMs * 2 ** (attempt - 1));

/**
 * Why a running job's signal aborts: somebody cancelled it, the platform stops (it resumes later), or another
 * node has taken it over because this one was silent for too long.
 */
export class JobInterruption extends Error {
  readonly reason: 'cancelled' | 'stopping' | 'lost';

  constructor(reason: 'cancelled' | 'stopping' | 'lost') {
    super(reason);
    this.name = 'AbortError';
    this.reason = reason;
  }
}

export const interruptionOf = (signal: AbortSignal): JobInterruption['reason'] | undefined =>
  signal.reason instanceof JobInterruption ? signal.reason.reason : undefined;

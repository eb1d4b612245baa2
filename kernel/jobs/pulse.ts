import type { Store } from '../db/index.ts';
import { beat, ownJobs } from './queue.ts';
import type { Running } from './running-job.ts';

interface Pulsing {
  readonly store: Store;
  readonly node: string;
  readonly running: ReadonlyMap<string, Running>;
  readonly heartbeatMs: number;
}

/** One look at what runs here: cancellations are heard, losses noticed, progress and signs of life written. */
export function pulseOf({ store, node, running, heartbeatMs }: Pulsing): () => Promise<void> {
  let beatAt = 0;
  return async () => {
    if (running.size === 0) return;
    const asked = [...running.values()];
    const ids = asked.map((job) => job.id);
    const own = await ownJobs(store.db, node, ids);
    for (const job of asked) {
      if (own.get(job.id) === true) job.interrupt('cancelled');
      if (!own.has(job.id)) job.interrupt('lost');
    }
    const due = performance.now() - beatAt >= heartbeatMs;
    const beats = asked
      .filter((job) => own.has(job.id))
      .map((job) => ({ id: job.id, progress: job.takeProgress() }))
      .filter((one) => due || one.progress !== undefined);
    if (beats.length > 0) await beat(store.db, node, beats);
    if (due) beatAt = performance.now();
  };
}

import type { Clock } from '../clock.ts';
import type { Store } from '../db/index.ts';
import type { Log } from '../log.ts';
import { stateOfProcess, thisProcess } from '../running-process.ts';
import { nodesAtWork, takeBack } from './queue.ts';

interface Looking {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly leaseMs: number;
}

/** Puts back into the queue the jobs of processes that are known to be gone, and of those silent for the lease. */
export async function takeBackLost({ store, clock, log, leaseMs }: Looking): Promise<void> {
  const nodes = await nodesAtWork(store.db);
  if (nodes.length === 0) return;
  // Of the embedded store this process is the only user, as its lock file sees to.
  const alone = !store.capabilities.concurrentSessions;
  const gone = nodes.filter(
    (name) => !name.startsWith(thisProcess) && (alone || stateOfProcess(name) === 'gone'),
  );
  const at = clock.now().toISOString();
  const taken =
    (await takeBack(store.db, { nodes: gone, silentMs: 0, at })) +
    (await takeBack(store.db, { nodes, silentMs: leaseMs, at }));
  if (taken > 0) log.warn({ jobs: taken }, 'jobs of a process that is gone go on from their last checkpoint');
}

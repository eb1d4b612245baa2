import { AsyncLocalStorage } from 'node:async_hooks';

const behind = new AsyncLocalStorage<boolean>();

/**
 * Work that nobody waits for at a screen: jobs, events told to subscribers, upkeep. On the embedded store, which has one
 * session for all, its transactions let the statements of people pass; on a server nothing changes.
 */
export const inBackground = <T>(work: () => T): T => behind.run(true, work);

/** What background work began but people wait for too, as an entry of the ledger that is written for many at once. */
export const inForeground = <T>(work: () => T): T => behind.run(false, work);

/** Whether the running code was begun by {@link inBackground}. */
export const isInBackground = (): boolean => behind.getStore() === true;

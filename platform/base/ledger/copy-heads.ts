import type { Services } from '#kernel/context';
import { isSigned, largestSize } from './head.ts';
import { outsideFiles, type OutsideFile } from './outside.ts';
import * as store from './store.ts';

type Copying = Pick<Services, 'store' | 'config' | 'log'>;

/** Copies the heads to one place that are not there yet: those just made, and any that a crash or a fault kept in. */
function copier(services: Copying, place: OutsideFile): () => Promise<void> {
  let copied: number | undefined;
  return async () => {
    copied ??= largestSize((await place.read())?.heads ?? []);
    const heads = (await store.findHeadsAfter(services.store.db, copied)).filter(isSigned);
    await place.append(heads);
    copied = heads.at(-1)?.size ?? copied;
  };
}

/**
 * Copies the heads out of the database. A place elsewhere that does not answer is told of in the log and gets what it
 * missed when it answers again; the data folder of this machine must take them.
 */
export function headCopier(services: Copying): () => Promise<void> {
  const places = outsideFiles(services.config).map((place) => ({ place, copy: copier(services, place) }));
  return async () => {
    for (const [index, { place, copy }] of places.entries())
      await copy().catch((error: unknown) => {
        if (index === 0) throw error;
        services.log.error({ err: error, place: place.name }, 'heads of the ledger could not be copied');
      });
  };
}

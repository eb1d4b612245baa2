import type { Text } from '#kernel/texts';
import type { FieldVisit, Replica } from '../contract.ts';

/** What the phone holds of one visit for one person. */
export interface Held {
  readonly key: string;
  readonly actor: string;
  readonly visit: FieldVisit;
  readonly replica: Replica;
}

export interface HeldPhoto {
  readonly key: string;
  readonly held: string;
  readonly visit: string;
  readonly sha256: string;
  readonly name: string;
  readonly bytes: Blob;
  /** Item of the checklist that it shows. */
  readonly item: string;
  /** Why the platform did not take it: it stays until the person says what becomes of it. */
  readonly refused?: Text;
}

export const keyOf = (actor: string, visit: string): string => `${actor}:${visit}`;

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('the store of the phone failed')),
    );
  });

const ended = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.addEventListener('complete', () => resolve());
    work.addEventListener('abort', () => reject(work.error ?? new Error('the store of the phone failed')));
  });

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('yaojiang-field', 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('visits', { keyPath: 'key' });
    request.result.createObjectStore('photos', { keyPath: 'key' });
  });
  return asked(request);
}

/** Runs in one transaction of the phone's store and is over when it is written. */
async function within<T>(name: 'visits' | 'photos', work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    const [result] = await Promise.all([work(transaction.objectStore(name)), ended(transaction)]);
    return result;
  } finally {
    database.close();
  }
}

export const heldVisits = (actor: string): Promise<Held[]> =>
  within('visits', async (store) => {
    const all = (await asked(store.getAll())) as Held[];
    return all.filter((each) => each.actor === actor);
  });

/**
 * Changes what is held of a visit, reading and writing in one step, so that two windows cannot lose each other's edits.
 * @param change undefined takes it away
 */
export const changeHeld = (
  key: string,
  change: (held: Held | undefined) => Held | undefined,
): Promise<Held | undefined> =>
  within('visits', async (store) => {
    const next = change((await asked(store.get(key))) as Held | undefined);
    await (next ? asked(store.put(next)) : asked(store.delete(key)));
    return next;
  });

export const keepPhoto = (photo: HeldPhoto): Promise<unknown> =>
  within('photos', (store) => asked(store.put(photo)));
export const heldPhotos = (held: string): Promise<HeldPhoto[]> =>
  within('photos', async (store) => {
    const all = (await asked(store.getAll())) as HeldPhoto[];
    return all.filter((each) => each.held === held);
  });
/** Photos of all visits that a person holds here. */
export const photosHeld = async (held: readonly Held[]): Promise<HeldPhoto[]> =>
  (await Promise.all(held.map(({ key }) => heldPhotos(key)))).flat();
export const dropPhoto = (key: string): Promise<unknown> =>
  within('photos', (store) => asked(store.delete(key)));

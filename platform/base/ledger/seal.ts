import type { Services } from '#kernel/context';
import type { Db, Store } from '#kernel/db';
import type { LedgerEntry } from '#kernel/ports';
import { canonicalJson } from './canonical.ts';
import { isSigned, openSigner, type Signer } from './head.ts';
import { append, leafHash, rootOfPeaks, type Peak } from './merkle.ts';
import { appendOutside, readOutside } from './outside.ts';
import * as store from './store.ts';
import { openSubjectKey, subjectDigests, type SubjectKey } from './subjects.ts';
import { chunkSize } from './tree-view.ts';

const mostAtOnce = 1000;

type Sealing = Pick<Services, 'store' | 'config' | 'clock'>;

export interface SealKeys {
  readonly signer: Signer;
  readonly subjects: SubjectKey;
}

/** The ledger's port: one insert in the transaction of what it tells of. */
export async function enter(db: Db, entry: LedgerEntry): Promise<void> {
  const { subjects, ...told } = entry;
  await store.insertPending(db, canonicalJson({ v: 1, ...told }), subjects);
}

interface Batch {
  readonly sealed: store.Sealed[];
  readonly subjects: store.SubjectRow[];
  readonly chunks: { number: number; root: Uint8Array }[];
  readonly peaks: readonly Peak[];
}

function sealEntries(tree: store.Tree, pending: readonly store.Pending[], key: SubjectKey): Batch {
  const batch = {
    sealed: [] as store.Sealed[],
    subjects: [] as store.SubjectRow[],
    chunks: [] as Batch['chunks'],
  };
  let { peaks, size: sequence } = tree;
  for (const { entry, subjects } of pending) {
    const { each, together } = subjectDigests(key, subjects);
    const told = JSON.parse(entry) as object;
    const body = canonicalJson({ ...told, subjects: { count: each.length, digest: together } });
    const leaf = leafHash(Buffer.from(body));
    const number = Math.floor(sequence / chunkSize);
    peaks = append(
      peaks,
      leaf,
      ({ size, hash }) => size === chunkSize && batch.chunks.push({ number, root: hash }),
    );
    batch.sealed.push({ sequence, body, leaf });
    batch.subjects.push(...each.map((digest) => ({ sequence, digest })));
    sequence += 1;
  }
  return { ...batch, peaks };
}

/** Seals one batch in one transaction. @returns how many entries */
const sealBatch = (services: Sealing, keys: SealKeys): Promise<number> =>
  services.store.transaction(async (tx) => {
    const tree = await store.lockTree(tx);
    const pending = await store.takePending(tx, mostAtOnce);
    if (pending.length === 0) return 0;
    const { sealed, subjects, chunks, peaks } = sealEntries(tree, pending, keys.subjects);
    const size = tree.size + sealed.length;
    await store.insertSealed(tx, sealed);
    await store.insertSubjects(tx, subjects);
    await store.insertChunks(tx, chunks);
    await store.saveTree(tx, { size, peaks });
    const root = Buffer.from(rootOfPeaks(peaks)).toString('hex');
    await store.insertHead(tx, keys.signer.sign({ size, root, at: services.clock.now().toISOString() }));
    return sealed.length;
  });

/** Copies the heads out that are not outside yet: those just made, and any that a crash kept in. */
async function copyHeads(services: Sealing, after: number): Promise<number> {
  const heads = (await store.findHeadsAfter(services.store.db, after)).filter(isSigned);
  await appendOutside(services.config, heads);
  return heads.at(-1)?.size ?? after;
}

/** Puts everything pending into the tree, batch by batch, and signs what the tree has become. */
async function sealAll(services: Sealing, keys: SealKeys): Promise<number> {
  let sealed = 0;
  for (let more = await store.isAnythingPending(services.store.db); more;) {
    const some = await sealBatch(services, keys);
    sealed += some;
    more = some === mostAtOnce;
  }
  return sealed;
}

export interface Sealer extends SealKeys {
  /** Seals what was pending when asked. Safe from several processes at once: one seals, the others find nothing left. */
  seal(): Promise<number>;
}

async function openSealer(services: Sealing): Promise<Sealer> {
  const keys = { signer: await openSigner(services.config), subjects: await openSubjectKey(services.config) };
  const outside = await readOutside(services.config);
  let copied = Math.max(0, ...(outside?.heads ?? []).map(({ size }) => size));
  const once = async (): Promise<number> => {
    const sealed = await sealAll(services, keys);
    if (sealed > 0) copied = await copyHeads(services, copied);
    return sealed;
  };
  let last: Promise<unknown> = Promise.resolve();
  const sealInTurn = (): Promise<number> => {
    const mine = last.then(once);
    last = mine.catch(() => undefined);
    return mine;
  };
  return { ...keys, seal: sealInTurn };
}

const sealers = new WeakMap<Store, Promise<Sealer>>();

/** The one sealer of a store in this process. */
export function sealerOf(services: Sealing): Promise<Sealer> {
  const known = sealers.get(services.store) ?? openSealer(services);
  sealers.set(services.store, known);
  return known;
}

const everyMs = 1000;

/** Seals every second until stopped. */
export async function startSealing(services: Services): Promise<() => Promise<void>> {
  let working: Promise<unknown> = Promise.resolve();
  const tick = async (): Promise<void> => {
    const sealer = await sealerOf(services);
    await sealer.seal();
  };
  const timer = setInterval(() => {
    working = tick().catch((error: unknown) =>
      services.log.error({ err: error }, 'the ledger could not be sealed'),
    );
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await working;
  };
}

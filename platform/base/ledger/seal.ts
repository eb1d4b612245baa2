import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Services } from '#kernel/context';
import type { Store } from '#kernel/db';
import { headCopier } from './copy-heads.ts';
import { bodyOf, unbundle, type Entering } from './entering.ts';
import { openSigner, type Signer } from './head.ts';
import { growPacked, packHash, packedLeaf, rootOfPeaks, unpackHash, type PackedHash } from '#engines/merkle';
import * as store from './store.ts';
import { openSubjectKey, subjectDigests, type SubjectKey } from './subjects.ts';
import { chunkSize } from './tree-view.ts';

/** Entries of one head, when many wait. */
const mostAtOnce = 4000;
/** Told of one head, in bytes: an entry about a whole file names thousands of people, each with a digest. */
const mostBytesAtOnce = 8_000_000;
/** Digests made until whoever waits for this process has a turn. */
const mostInOneGo = 5000;

type Sealing = Pick<Services, 'store' | 'config' | 'clock' | 'log'>;

export interface SealKeys {
  readonly signer: Signer;
  readonly subjects: SubjectKey;
}

interface Batch {
  readonly rows: Omit<store.SealedRows, 'bundles'>;
  readonly subjects: store.SubjectRows;
  readonly chunks: readonly { number: number; root: Uint8Array }[];
  readonly tree: store.Tree;
}

/** Hashes of 32 bytes, one after the other. */
const concatenated = (hashes: readonly PackedHash[]): Buffer => Buffer.from(hashes.join(''), 'latin1');

/** What a batch adds to the log; between its entries others have their turn. */
export async function sealEntries(
  tree: store.Tree,
  entering: readonly Entering[],
  key: SubjectKey,
): Promise<Batch> {
  const peaks = tree.peaks.map(({ size, hash }) => ({ size, hash: packHash(hash) }));
  const counts: number[] = [];
  const togethers: string[] = [];
  const leaves: PackedHash[] = [];
  const sequences: number[] = [];
  const digests: PackedHash[] = [];
  const chunks: { number: number; root: Uint8Array }[] = [];
  let { size } = tree;
  let rested = 0;
  const onSubtree = (under: number, hash: PackedHash): void => {
    if (under === chunkSize) chunks.push({ number: Math.floor(size / chunkSize), root: unpackHash(hash) });
  };
  for (const { told, subjects } of entering) {
    const { each, together } = subjectDigests(key, subjects);
    const leaf = packedLeaf(bodyOf(told, each.length, together));
    growPacked(peaks, leaf, onSubtree);
    counts.push(each.length);
    togethers.push(together);
    leaves.push(leaf);
    for (const digest of each) {
      sequences.push(size);
      digests.push(digest);
    }
    size += 1;
    if (digests.length - rested < mostInOneGo) continue;
    rested = digests.length;
    await othersFirst();
  }
  return {
    rows: {
      first: tree.size,
      counts,
      togethers: Buffer.from(togethers.join(''), 'hex'),
      leaves: concatenated(leaves),
    },
    subjects: { sequences, digests: concatenated(digests) },
    chunks,
    tree: { size, peaks: peaks.map(({ size: under, hash }) => ({ size: under, hash: unpackHash(hash) })) },
  };
}

interface Sealed {
  readonly entries: number;
  /** It took as much as a batch may: there may be more. */
  readonly isFull: boolean;
}

/** Seals one batch in one transaction. */
const sealBatch = (services: Sealing, keys: SealKeys): Promise<Sealed> =>
  services.store.transaction(async (tx) => {
    const tree = await store.lockTree(tx);
    const bundles = await store.findEntering(tx, mostAtOnce, mostBytesAtOnce);
    const entering = bundles.flatMap(({ told }) => unbundle(told));
    if (entering.length === 0) return { entries: 0, isFull: false };
    const { rows, subjects, chunks, tree: next } = await sealEntries(tree, entering, keys.subjects);
    await store.moveSealed(tx, { ...rows, bundles: bundles.map(({ id }) => id) });
    await store.insertSubjects(tx, subjects);
    await store.insertChunks(tx, chunks);
    await store.saveTree(tx, next);
    const root = Buffer.from(rootOfPeaks(next.peaks)).toString('hex');
    const at = services.clock.now().toISOString();
    await store.insertHead(tx, keys.signer.sign({ size: next.size, root, at }));
    const taken = bundles.reduce((sum, { bytes }) => sum + bytes, 0);
    return {
      entries: entering.length,
      isFull: entering.length >= mostAtOnce || taken >= mostBytesAtOnce,
    };
  });

/** Puts everything pending into the tree, batch by batch, and signs what the tree has become. */
async function sealAll(services: Sealing, keys: SealKeys): Promise<number> {
  let sealed = 0;
  for (let more = await store.isAnythingPending(services.store.db); more;) {
    const some = await sealBatch(services, keys);
    sealed += some.entries;
    more = some.isFull;
  }
  return sealed;
}

export interface Sealer extends SealKeys {
  /** Seals what was pending when asked. Safe from several processes at once: one seals, the others find nothing left. */
  seal(): Promise<number>;
}

async function openSealer(services: Sealing): Promise<Sealer> {
  const keys = { signer: await openSigner(services.config), subjects: await openSubjectKey(services.config) };
  const copyHeads = headCopier(services);
  const once = async (): Promise<number> => {
    const sealed = await sealAll(services, keys);
    if (sealed > 0) await copyHeads();
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

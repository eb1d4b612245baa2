import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Services } from '#kernel/context';
import type { Store } from '#kernel/db';
import { headCopier } from './copy-heads.ts';
import { bodyOf, unbundle, type Bundled } from './entering.ts';
import { openSigner, type Signer } from './head.ts';
import { growPacked, packHash, packedLeaf, rootOfPeaks, unpackHash, type PackedHash } from '#engines/merkle';
import { KnownSubjects, subjectsName, type Known } from './same-subjects.ts';
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
  readonly repeated: store.RepeatedRows;
  /** Subjects that it is the first to have. */
  readonly fresh: ReadonlyMap<string, Known>;
  readonly chunks: readonly { number: number; root: Uint8Array }[];
  readonly tree: store.Tree;
}

/** Hashes of 32 bytes, one after the other. */
const concatenated = (hashes: readonly PackedHash[]): Buffer => Buffer.from(hashes.join(''), 'latin1');

/** Whom the entries of a batch are about: rows of the index, and entries whose subjects an earlier one has. */
class Subjects {
  readonly #key: SubjectKey;
  readonly #known: KnownSubjects;
  readonly sequences: number[] = [];
  readonly digests: PackedHash[] = [];
  readonly repeated = { sequences: [] as number[], firsts: [] as number[] };
  readonly fresh = new Map<string, Known>();

  constructor(key: SubjectKey, known: KnownSubjects) {
    this.#key = key;
    this.#known = known;
  }

  /** @returns how many subjects the entry has, and the digest of them together */
  add(sequence: number, line: string): Omit<Known, 'first'> {
    const name = subjectsName(line);
    const known = name === undefined ? undefined : (this.fresh.get(name) ?? this.#known.find(name));
    if (known) {
      this.repeated.sequences.push(sequence);
      this.repeated.firsts.push(known.first);
      return known;
    }
    const { each, together } = subjectDigests(this.#key, JSON.parse(line) as string[]);
    for (const digest of each) {
      this.sequences.push(sequence);
      this.digests.push(digest);
    }
    const mine = { first: sequence, count: each.length, together };
    if (name !== undefined) this.fresh.set(name, mine);
    return mine;
  }
}

/** What a batch adds to the log; between its entries others have their turn. */
export async function sealEntries(
  tree: store.Tree,
  entering: readonly Bundled[],
  key: SubjectKey,
  known = new KnownSubjects(),
): Promise<Batch> {
  const peaks = tree.peaks.map(({ size, hash }) => ({ size, hash: packHash(hash) }));
  const counts: number[] = [];
  const togethers: string[] = [];
  const leaves: PackedHash[] = [];
  const subjects = new Subjects(key, known);
  const chunks: { number: number; root: Uint8Array }[] = [];
  let { size } = tree;
  let rested = 0;
  const onSubtree = (under: number, hash: PackedHash): void => {
    if (under === chunkSize) chunks.push({ number: Math.floor(size / chunkSize), root: unpackHash(hash) });
  };
  for (const { told, subjects: line } of entering) {
    const { count, together } = subjects.add(size, line);
    const leaf = packedLeaf(bodyOf(told, count, together));
    growPacked(peaks, leaf, onSubtree);
    counts.push(count);
    togethers.push(together);
    leaves.push(leaf);
    size += 1;
    if (subjects.digests.length - rested < mostInOneGo) continue;
    rested = subjects.digests.length;
    await othersFirst();
  }
  const { sequences, digests, repeated, fresh } = subjects;
  return {
    rows: {
      first: tree.size,
      counts,
      togethers: Buffer.from(togethers.join(''), 'hex'),
      leaves: concatenated(leaves),
    },
    subjects: { sequences, digests: concatenated(digests) },
    repeated,
    fresh,
    chunks,
    tree: { size, peaks: peaks.map(({ size: under, hash }) => ({ size: under, hash: unpackHash(hash) })) },
  };
}

interface Sealed {
  readonly entries: number;
  /** It took as much as a batch may: there may be more. */
  readonly isFull: boolean;
  readonly fresh?: ReadonlyMap<string, Known>;
}

/** Seals one batch in one transaction. */
const sealBatch = (services: Sealing, keys: SealKeys, known: KnownSubjects): Promise<Sealed> =>
  services.store.transaction(async (tx) => {
    const tree = await store.lockTree(tx);
    const bundles = await store.findEntering(tx, mostAtOnce, mostBytesAtOnce);
    const entering = bundles.flatMap(({ told }) => unbundle(told));
    if (entering.length === 0) return { entries: 0, isFull: false };
    const batch = await sealEntries(tree, entering, keys.subjects, known);
    const { tree: next, fresh } = batch;
    await store.moveSealed(tx, { ...batch.rows, bundles: bundles.map(({ id }) => id) });
    await store.insertSubjects(tx, batch.subjects);
    await store.insertRepeated(tx, batch.repeated);
    await store.insertChunks(tx, batch.chunks);
    await store.saveTree(tx, next);
    const root = Buffer.from(rootOfPeaks(next.peaks)).toString('hex');
    const at = services.clock.now().toISOString();
    await store.insertHead(tx, keys.signer.sign({ size: next.size, root, at }));
    const taken = bundles.reduce((sum, { bytes }) => sum + bytes, 0);
    return {
      entries: entering.length,
      isFull: entering.length >= mostAtOnce || taken >= mostBytesAtOnce,
      fresh,
    };
  });

/** Puts everything pending into the tree, batch by batch, and signs what the tree has become. */
async function sealAll(services: Sealing, keys: SealKeys, known: KnownSubjects): Promise<number> {
  let sealed = 0;
  for (let more = await store.isAnythingPending(services.store.db); more;) {
    const some = await sealBatch(services, keys, known);
    if (some.fresh) known.keep(some.fresh);
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
  const known = new KnownSubjects();
  const once = async (): Promise<number> => {
    const sealed = await sealAll(services, keys, known).catch((error: unknown) => {
      // Should the log not be the one in which they were sealed, they are indexed anew.
      known.forget();
      throw error;
    });
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

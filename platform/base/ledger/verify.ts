import { hash } from 'node:crypto';
import type { Context } from '#kernel/context';
import { canonicalJson } from '#engines/canonical-json';
import type { LedgerFault, Verification } from './contract.ts';
import { readBody } from './entry.ts';
import { fault } from './fault.ts';
import { isSigned, largestSize, openSigner } from './head.ts';
import { equalHash, grow, leafHash, rootOfPeaks, type Hash, type Peak } from '#engines/merkle';
import * as store from './store.ts';
import { chunkSize } from './tree-view.ts';
import { claimsBySize, judgeHeads, readPlaces } from './verify-heads.ts';
import { findGuardsMissing, findVerifications } from './verify-store.ts';

interface Walk {
  readonly faults: LedgerFault[];
  readonly size: number;
  readonly root: string;
}

interface EntryRow extends store.EntryRow {
  readonly leaf: Hash;
}

const hexOf = (peaks: readonly Peak[]): string => Buffer.from(rootOfPeaks(peaks)).toString('hex');

/** The tree as it is recomputed entry by entry. */
class Recomputed {
  readonly peaks: Peak[] = [];
  readonly chunks: Hash[] = [];
  size = 0;

  add(leaf: Hash): void {
    grow(this.peaks, leaf, ({ size, hash: root }) => size === chunkSize && this.chunks.push(root));
    this.size += 1;
  }
}

const ended = (tree: Recomputed, ...faults: LedgerFault[]): Walk => ({
  faults,
  size: tree.size,
  root: hexOf(tree.peaks),
});

/** What a proof and the next head are made from must be what the entries say. @param root of as many as `kept` has */
async function judgeTree(
  context: Context,
  tree: Recomputed,
  { kept, root }: { readonly kept: store.Tree | undefined; readonly root: string },
): Promise<LedgerFault[]> {
  const chunks = await store.findChunks(context.db);
  const altered = tree.chunks.findIndex((each, number) => {
    const there = chunks[number];
    return !there || !equalHash(there, each);
  });
  const same = kept !== undefined && hexOf(kept.peaks) === root;
  return [
    ...(altered < 0 ? [] : [fault('chunk-altered', altered * chunkSize)]),
    ...(same ? [] : [fault('tree-altered', null, { size: tree.size })]),
  ];
}

/**
 * Reads the whole log from its beginning and compares the root with every head on the way. It stops at the first
 * entry that is missing or contradicts a head: after it no root can be right any more.
 */
async function walk(context: Context, claims: ReadonlyMap<number, ReadonlySet<string>>): Promise<Walk> {
  // What is sealed while this reads is nobody's fault: the tree is held to as many entries as it had before.
  const kept = await store.readTree(context.db);
  const tree = new Recomputed();
  let root = hexOf([]);
  let proven = 0;
  for await (const rows of context.store.stream<EntryRow>(store.everyEntry, 1000))
    for (const { sequence, body, leaf } of rows) {
      if (sequence !== tree.size) return ended(tree, fault('removed', tree.size, { next: sequence }));
      const found = leafHash(body);
      if (!equalHash(found, leaf)) return ended(tree, fault('altered', sequence));
      tree.add(found);
      if (tree.size === kept?.size) root = hexOf(tree.peaks);
      const claimed = claims.get(tree.size);
      if (!claimed) continue;
      if (![...claimed].includes(hexOf(tree.peaks)))
        return ended(tree, fault('rewritten', proven, { last: tree.size - 1 }));
      proven = tree.size;
    }
  const largest = largestSize([...claims.keys()].map((size) => ({ size })));
  if (largest > tree.size) return ended(tree, fault('truncated', tree.size, { last: largest - 1 }));
  return ended(tree, ...(await judgeTree(context, tree, { kept, root })));
}

export const digestOfOutcome = (outcome: unknown): string => hash('sha256', canonicalJson(outcome), 'hex');

/** What was found before is in the ledger too: an outcome that was altered, added or taken away does not fit it. */
async function judgeVerifications(context: Context): Promise<LedgerFault[]> {
  const { kept, told, entering } = await findVerifications(context.db);
  const known = new Set(told.map((body) => readBody(body).detail?.['outcome']));
  const digests = kept.map(({ at, outcome }) => ({ at, digest: digestOfOutcome(outcome) }));
  const altered = digests.find(({ digest }) => !known.has(digest) && !entering.includes(digest));
  if (altered) return [fault('verification-altered', null, { at: altered.at })];
  return told.length > kept.length ? [fault('verification-altered', null, { at: '—' })] : [];
}

/**
 * Recomputes the whole ledger and compares it with the heads in the database and with their copies outside of it.
 * Reads every entry once: about 100,000 a CPU second. What is pending is counted, not judged.
 * @returns `ok`, and the faults, the first altered, removed or cut entry first
 */
export async function verifyLedger(context: Context): Promise<Verification> {
  const begun = performance.now();
  const { key } = await openSigner(context.config);
  // In this order: each is read after what must not know more than it, while others go on sealing.
  const places = await readPlaces(context, key);
  const inside = await store.findAllHeads(context.db);
  const outside = places.flatMap(({ found }) => found?.heads ?? []);
  const walked = await walk(context, claimsBySize([...inside, ...outside].filter(isSigned)));
  const subjects = await store.findSubjectsAltered(context.db);
  const guards = await findGuardsMissing(context.db);
  const faults = [
    ...walked.faults,
    ...(subjects === undefined ? [] : [fault('subjects-altered', subjects)]),
    ...judgeHeads(inside, places, key),
    ...(await judgeVerifications(context)),
    ...guards.map((name) => fault('guard-missing', null, { name })),
  ];
  return {
    ok: faults.length === 0,
    at: context.clock.now().toISOString(),
    size: walked.size,
    root: walked.root,
    heads: inside.length,
    outsideHeads: outside.length,
    pending: await store.countPending(context.db),
    unreachable: places.filter(({ reachable }) => !reachable).map(({ outside: { name } }) => name),
    faults: faults.slice(0, 100),
    tookMs: Math.round(performance.now() - begun),
  };
}

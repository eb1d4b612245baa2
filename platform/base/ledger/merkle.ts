import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 §2.1 (unchanged in RFC 9162 §2.1): an append-only list of leaves under one root hash.
 * A hash is 32 bytes, SHA-256. Time of a proof or a check: O(log n) hashes.
 */
export type Hash = Uint8Array;

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/** Root of the tree without leaves. */
export const emptyRoot: Hash = sha256();

export const leafHash = (entry: Uint8Array): Hash => sha256(leafMark, entry);
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodeMark, left, right);

export const equalHash = (a: Hash, b: Hash): boolean => Buffer.from(a).equals(b);

/** Largest power of two smaller than n. @param n 2 or more */
const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** Gives the root of the leaves `start` (inclusive) to `end` (exclusive). */
export type RangeRoot = (start: number, end: number) => Hash;

/** The root of a range from leaf hashes held in memory; O(n). */
export function rootOf(leaves: readonly Hash[], start = 0, end = leaves.length): Hash {
  const n = end - start;
  const [only] = leaves.slice(start, start + 1);
  if (n <= 0 || !only) return emptyRoot;
  if (n === 1) return only;
  const middle = start + split(n);
  return nodeHash(rootOf(leaves, start, middle), rootOf(leaves, middle, end));
}

/**
 * The audit path of one leaf (RFC 6962 §2.1.1), from its neighbour upwards.
 * @param index of the leaf, from 0
 * @param size of the tree
 */
export function inclusionProof(index: number, size: number, root: RangeRoot): Hash[] {
  const path = (start: number, end: number): Hash[] => {
    if (end - start <= 1) return [];
    const middle = start + split(end - start);
    return index < middle
      ? [...path(start, middle), root(middle, end)]
      : [...path(middle, end), root(start, middle)];
  };
  return path(0, size);
}

/**
 * Proof that the tree of `first` leaves is the beginning of the tree of `second` (RFC 6962 §2.1.2).
 * @param first 0 … second; nothing needs proving for 0 and for `second` itself
 */
export function consistencyProof(first: number, second: number, root: RangeRoot): Hash[] {
  if (first <= 0 || first >= second) return [];
  const subproof = (range: { start: number; end: number }, whole: boolean): Hash[] => {
    const { start, end } = range;
    if (end === first) return whole ? [] : [root(start, end)];
    const middle = start + split(end - start);
    return first <= middle
      ? [...subproof({ start, end: middle }, whole), root(middle, end)]
      : [...subproof({ start: middle, end }, false), root(start, middle)];
  };
  return subproof({ start: 0, end: second }, true);
}

/** The roots of the full subtrees of a tree, largest first: all that is needed to append and to know the root. */
export interface Peak {
  readonly size: number;
  readonly hash: Hash;
}

/**
 * One more leaf. O(log n), usually O(1).
 * @param onSubtree told of each full subtree that the leaf completes, itself excepted
 */
export function append(
  peaks: readonly Peak[],
  leaf: Hash,
  onSubtree: (subtree: Peak) => void = () => undefined,
): Peak[] {
  const next = [...peaks];
  let added: Peak = { size: 1, hash: leaf };
  for (let last = next.at(-1); last?.size === added.size; last = next.at(-1)) {
    next.pop();
    added = { size: last.size * 2, hash: nodeHash(last.hash, added.hash) };
    onSubtree(added);
  }
  return [...next, added];
}

export function rootOfPeaks(peaks: readonly Peak[]): Hash {
  const last = peaks.at(-1);
  if (!last) return emptyRoot;
  return peaks.slice(0, -1).reduceRight((root, { hash }) => nodeHash(hash, root), last.hash);
}

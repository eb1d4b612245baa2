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

export interface Inclusion {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}

/** Whether a leaf stands at its place under a root (RFC 9162 §2.1.3.2). */
export function verifyInclusion({ leaf, index, size, root, proof }: Inclusion): boolean {
  if (index < 0 || index >= size) return false;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const next of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(next, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else hash = nodeHash(hash, next);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equalHash(hash, root);
}

const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => 2 ** Math.round(Math.log2(n)) === n;

export interface Consistency {
  readonly first: number;
  readonly firstRoot: Hash;
  readonly second: number;
  readonly secondRoot: Hash;
  readonly proof: readonly Hash[];
}

/** Whether one tree is the beginning of another (RFC 9162 §2.1.4.2). */
export function verifyConsistency({ first, firstRoot, second, secondRoot, proof }: Consistency): boolean {
  if (first > second || first < 0) return false;
  if (first === second) return proof.length === 0 && equalHash(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && equalHash(firstRoot, emptyRoot);
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  if (!start) return false;
  let [place, last] = [first - 1, second - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [old, now] = [start, start];
  for (const next of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [old, now] = [nodeHash(next, old), nodeHash(next, now)];
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else now = nodeHash(now, next);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equalHash(old, firstRoot) && equalHash(now, secondRoot);
}

/** The roots of the full subtrees of a tree, largest first: all that is needed to append and to know the root. */
export interface Peak {
  readonly size: number;
  readonly hash: Hash;
}

/** One more leaf. O(log n), usually O(1). */
export function append(peaks: readonly Peak[], leaf: Hash): Peak[] {
  const next = [...peaks];
  let added: Peak = { size: 1, hash: leaf };
  for (let last = next.at(-1); last?.size === added.size; last = next.at(-1)) {
    next.pop();
    added = { size: last.size * 2, hash: nodeHash(last.hash, added.hash) };
  }
  return [...next, added];
}

export function rootOfPeaks(peaks: readonly Peak[]): Hash {
  const last = peaks.at(-1);
  if (!last) return emptyRoot;
  return peaks.slice(0, -1).reduceRight((root, { hash }) => nodeHash(hash, root), last.hash);
}

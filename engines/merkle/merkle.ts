import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 §2.1 (unchanged in RFC 9162 §2.1): an append-only list of leaves under one root hash.
 * A hash is 32 bytes: SHA-256, or another where `treeHashing` is handed over. Time of a proof or a check: O(log n) hashes.
 */
export type Hash = Uint8Array;

/** By way of a string: a digest handed over as a Buffer costs Node three times as much. */
const sha256 = (data: Uint8Array | string): Hash => Buffer.from(hash('sha256', data, 'binary'), 'binary');

/** Root of the tree without leaves. */
export const emptyRoot: Hash = sha256('');

/** 0x00 before the entry, which is text in UTF-8. */
export const leafHash = (entry: Uint8Array | string): Hash =>
  typeof entry === 'string' ? sha256(`\0${entry}`) : sha256(Buffer.concat([Uint8Array.of(0), entry]));

const node = new Uint8Array(65).fill(1, 0, 1);

/** 0x01 before the two below. */
export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== 32 || right.length !== 32) throw new RangeError('a hash of the tree is 32 bytes');
  node.set(left, 1);
  node.set(right, 33);
  return sha256(node);
}

/** How a tree hashes its leaves and its nodes. */
export interface TreeHashing {
  leaf(entry: string): Hash;
  node(left: Hash, right: Hash): Hash;
}

/**
 * The same tree over another digest of 32 bytes (RFC 9162 §2.1.1 leaves the algorithm open): SM3.
 * @param digest of the parts one after the other
 */
export const treeHashing = (digest: (...parts: (string | Uint8Array)[]) => Hash): TreeHashing => ({
  leaf: (entry) => digest(Uint8Array.of(0), entry),
  node: (left, right) => digest(Uint8Array.of(1), left, right),
});

export const equalHash = (a: Hash, b: Hash): boolean => Buffer.from(a).equals(b);

/** Largest power of two smaller than n. @param n 2 or more */
const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** Gives the root of the leaves `start` (inclusive) to `end` (exclusive). */
export type RangeRoot = (start: number, end: number) => Hash;

/** The root of a range from leaf hashes held in memory; O(n). @param hashNode SHA-256 when absent */
export function rootOf(
  leaves: readonly Hash[],
  start = 0,
  end = leaves.length,
  hashNode: TreeHashing['node'] = nodeHash,
): Hash {
  const n = end - start;
  const [only] = leaves.slice(start, start + 1);
  if (n <= 0 || !only) return emptyRoot;
  if (n === 1) return only;
  const middle = start + split(n);
  return hashNode(rootOf(leaves, start, middle, hashNode), rootOf(leaves, middle, end, hashNode));
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
 * The audit path of any leaf of one tree (RFC 6962 §2.1.1), from its neighbour upwards: the same as `inclusionProof`, each
 * node hashed once for all leaves together.
 * @param hashNode SHA-256 when absent
 */
export function inclusionProofs(
  leaves: readonly Hash[],
  hashNode: TreeHashing['node'] = nodeHash,
): (index: number) => Hash[] {
  const levels: (readonly Hash[])[] = [leaves];
  for (let under = leaves; under.length > 1; levels.push(under)) {
    const above: Hash[] = [];
    for (let at = 0; at < under.length; at += 2) {
      const [left, right] = under.slice(at, at + 2);
      // One without a neighbour goes up as it is.
      if (left) above.push(right ? hashNode(left, right) : left);
    }
    under = above;
  }
  return (index) =>
    levels.flatMap((level, height) => {
      const neighbour = level[Math.floor(index / 2 ** height) ^ 1];
      return neighbour ? [neighbour] : [];
    });
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
 * One more leaf, in place. O(log n), usually O(1).
 * @param onSubtree told of each full subtree that the leaf completes, itself excepted
 */
export function grow(peaks: Peak[], leaf: Hash, onSubtree: (subtree: Peak) => void = () => undefined): void {
  let added: Peak = { size: 1, hash: leaf };
  for (let last = peaks.at(-1); last?.size === added.size; last = peaks.at(-1)) {
    peaks.pop();
    added = { size: last.size * 2, hash: nodeHash(last.hash, added.hash) };
    onSubtree(added);
  }
  peaks.push(added);
}

export function rootOfPeaks(peaks: readonly Peak[]): Hash {
  const last = peaks.at(-1);
  if (!last) return emptyRoot;
  return peaks.slice(0, -1).reduceRight((root, { hash }) => nodeHash(hash, root), last.hash);
}

/**
 * A hash as a text of 32 characters, each a byte ('latin1'): handed to and fro so, a digest costs Node half of what it
 * costs as a Buffer, and the order of texts is the order of bytes.
 */
export type PackedHash = string;

export const packHash = (hash: Hash): PackedHash => Buffer.from(hash).toString('latin1');
export const unpackHash = (packed: PackedHash): Hash => Buffer.from(packed, 'latin1');

/** `leafHash`, packed. */
export const packedLeaf = (entry: string): PackedHash => hash('sha256', `\0${entry}`, 'binary');

const packedNode = Buffer.alloc(65, 1);

export interface PackedPeak {
  readonly size: number;
  readonly hash: PackedHash;
}

/**
 * `grow`, packed: what the sealer does a million times. Verification goes the plain way.
 * @param onSubtree told of each full subtree that the leaf completes, itself excepted
 */
export function growPacked(
  peaks: PackedPeak[],
  leaf: PackedHash,
  onSubtree: (size: number, hash: PackedHash) => void,
): void {
  let size = 1;
  let under = leaf;
  for (let last = peaks.at(-1); last?.size === size; last = peaks.at(-1)) {
    peaks.pop();
    packedNode.write(last.hash, 1, 'latin1');
    packedNode.write(under, 33, 'latin1');
    size *= 2;
    under = hash('sha256', packedNode, 'binary');
    onSubtree(size, under);
  }
  peaks.push({ size, hash: under });
}

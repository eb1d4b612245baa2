import { emptyRoot, equalHash, nodeHash, type Hash, type TreeHashing } from './merkle.ts';

export interface Inclusion {
  readonly leaf: Hash;
  /** From 0. */
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}

const areHashes = (hashes: readonly Hash[]): boolean => hashes.every(({ length }) => length === 32);

const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => 2 ** Math.round(Math.log2(n)) === n;

/**
 * On which side of the way from a node up to the root each hash of a proof stands (the loop that RFC 9162 §2.1.3.2 and
 * §2.1.4.2 have in common).
 * @returns undefined when a proof of that length does not lead from there to the root
 */
function sidesUp(index: number, lastIndex: number, length: number): ('left' | 'right')[] | undefined {
  let [place, last] = [index, lastIndex];
  const sides: ('left' | 'right')[] = [];
  while (sides.length < length) {
    if (last === 0) return undefined;
    const onRightEdge = place % 2 === 1 || place === last;
    sides.push(onRightEdge ? 'left' : 'right');
    while (onRightEdge && place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? sides : undefined;
}

type Side = 'left' | 'right' | undefined;

const joining =
  (node: TreeHashing['node']) =>
  (hash: Hash, other: Hash, side: Side): Hash =>
    side === 'left' ? node(other, hash) : node(hash, other);
const join = joining(nodeHash);

/** Whether a leaf stands at its place under a root (RFC 9162 §2.1.3.2). @param hashNode SHA-256 when absent */
export function verifyInclusion(
  { leaf, index, size, root, proof }: Inclusion,
  hashNode: TreeHashing['node'] = nodeHash,
): boolean {
  if (index < 0 || index >= size || !areHashes([leaf, root, ...proof])) return false;
  const sides = sidesUp(index, size - 1, proof.length);
  if (!sides) return false;
  const up = joining(hashNode);
  const found = proof.reduce((hash, other, step) => up(hash, other, sides[step]), leaf);
  return equalHash(found, root);
}

export interface Consistency {
  readonly first: number;
  readonly firstRoot: Hash;
  readonly second: number;
  readonly secondRoot: Hash;
  readonly proof: readonly Hash[];
}

/** A proof of nothing: of the tree itself, or of the empty beginning. */
function verifyTrivial({ first, firstRoot, secondRoot, proof }: Consistency): boolean {
  return proof.length === 0 && equalHash(firstRoot, first === 0 ? emptyRoot : secondRoot);
}

/** The roots of the old and of the new tree, as a proof makes them from the node where they part. */
function rootsFrom(
  start: Hash,
  rest: readonly Hash[],
  sides: readonly ('left' | 'right')[],
): { old: Hash; now: Hash } {
  let [old, now] = [start, start];
  for (const [step, other] of rest.entries()) {
    if (sides[step] === 'left') old = nodeHash(other, old);
    now = join(now, other, sides[step]);
  }
  return { old, now };
}

const isInOrder = ({ first, second }: Consistency): boolean => first >= 0 && first <= second;

/** Whether one tree is the beginning of another (RFC 9162 §2.1.4.2). */
export function verifyConsistency(claim: Consistency): boolean {
  const { first, firstRoot, second, secondRoot, proof } = claim;
  if (!isInOrder(claim) || !areHashes([firstRoot, secondRoot, ...proof])) return false;
  if (first === 0 || first === second) return verifyTrivial(claim);
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  let [place, last] = [first - 1, second - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  const sides = sidesUp(place, last, rest.length);
  if (!start || !sides) return false;
  const { old, now } = rootsFrom(start, rest, sides);
  return equalHash(old, firstRoot) && equalHash(now, secondRoot);
}

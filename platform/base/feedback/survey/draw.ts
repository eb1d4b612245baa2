import { createHash } from 'node:crypto';

export interface Stratum {
  readonly stratum: string;
  readonly size: number;
  readonly drawn: number;
}

/**
 * Shares a sample out over strata in proportion to their size, by largest remainders (Hamilton's method): every member has
 * nearly the same chance, so answers need no weights.
 * @param sizes members of each stratum, by its code
 * @param wanted how many in all; no more than there are
 * @returns how many of each stratum; they add up to `wanted`
 */
export function allocate(sizes: ReadonlyMap<string, number>, wanted: number): Map<string, number> {
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const most = Math.min(wanted, all);
  const exact = [...sizes].map(([stratum, size]) => ({
    stratum,
    exact: all === 0 ? 0 : (most * size) / all,
  }));
  const given = new Map(exact.map(({ stratum, exact: share }) => [stratum, Math.floor(share)]));
  const left = most - [...given.values()].reduce((sum, each) => sum + each, 0);
  const byRemainder = exact.toSorted(
    (one, other) => (other.exact % 1) - (one.exact % 1) || (one.stratum < other.stratum ? -1 : 1),
  );
  for (const { stratum } of byRemainder.slice(0, left)) given.set(stratum, (given.get(stratum) ?? 0) + 1);
  return given;
}

const numberOf = (seed: string, member: string): string =>
  createHash('sha256').update(`${seed}\n${member}`).digest('hex');

/**
 * Draws a stratified sample that anyone with the seed and the list draws again: each member gets the number
 * SHA-256(seed, member), and of each stratum those with the smallest numbers are taken, whatever the order of the list
 * (sampling with permanent random numbers, Ohlsson 1995).
 */
export function draw<M extends { readonly account: string; readonly stratum: string }>(
  members: readonly M[],
  seed: string,
  wanted: number,
): { readonly sample: readonly M[]; readonly strata: readonly Stratum[] } {
  const groups = Map.groupBy(members, ({ stratum }) => stratum);
  const sizes = new Map([...groups].map(([stratum, group]) => [stratum, group.length]));
  const given = allocate(sizes, wanted);
  const sample = [...groups].flatMap(([stratum, group]) =>
    group
      .map((member) => ({ member, number: numberOf(seed, member.account) }))
      .toSorted((one, other) => (one.number < other.number ? -1 : 1))
      .slice(0, given.get(stratum))
      .map(({ member }) => member),
  );
  const strata = [...sizes].map(([stratum, size]) => ({ stratum, size, drawn: given.get(stratum) ?? 0 }));
  return { sample, strata: strata.toSorted((one, other) => (one.stratum < other.stratum ? -1 : 1)) };
}

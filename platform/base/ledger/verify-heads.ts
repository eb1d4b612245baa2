import type { Context } from '#kernel/context';
import type { LedgerFault } from './contract.ts';
import { fault } from './fault.ts';
import { isSigned, largestSize, type Head } from './head.ts';
import { outsideFiles, type Outside, type OutsideHeads } from './outside.ts';
import { witnessesOf } from './witness.ts';

/** What stands in one place outside of the database. */
export interface Place {
  readonly outside: Outside;
  readonly found: OutsideHeads | undefined;
  /** A witness or a mounted folder that does not answer proves nothing, neither way. */
  readonly reachable: boolean;
}

/** Asks every place outside for its heads. The own data folder must be readable. */
export async function readPlaces(context: Context, key: string): Promise<Place[]> {
  const [own, ...others] = [...outsideFiles(context.config), ...witnessesOf(context.config, key)];
  const read = async (outside: Outside): Promise<Place> => ({
    outside,
    found: await outside.read(),
    reachable: true,
  });
  const silent = (outside: Outside): Place => ({ outside, found: undefined, reachable: false });
  return [
    ...(own ? [await read(own)] : []),
    ...(await Promise.all(others.map((outside) => read(outside).catch(() => silent(outside))))),
  ];
}

/** Every claim about the size of the tree, from inside and outside, by that size. */
export function claimsBySize(heads: readonly Head[]): Map<number, Set<string>> {
  const claims = new Map<number, Set<string>>();
  for (const { size, root } of heads) claims.set(size, (claims.get(size) ?? new Set()).add(root));
  return claims;
}

/** Two signed heads of one size with two roots: the log has told two stories. */
function forks(claims: ReadonlyMap<number, ReadonlySet<string>>): LedgerFault[] {
  const [forked] = [...claims].filter(([, roots]) => roots.size > 1).toSorted(([a], [b]) => a - b);
  return forked ? [fault('forked', null, { size: forked[0] })] : [];
}

/** Heads that no trusted key has signed: this installation's own, and those that stand outside of the database. */
function forgedHeads(inside: readonly Head[], outside: readonly Head[], own: string): LedgerFault[] {
  const trusted = new Set([own, ...outside.map(({ key }) => key)]);
  return [...inside, ...outside]
    .filter((head) => !trusted.has(head.key) || !isSigned(head))
    .map(({ size }) => fault('head-forged', null, { size }));
}

/** Heads that stand on one side only. Those newer than the last one outside may still be on their way out. */
function lostHeads(inside: readonly Head[], { outside, found }: Place): LedgerFault[] {
  const there = found?.heads ?? [];
  const place = outside.name;
  const [known, copied] = [inside, there].map((heads) => new Set(heads.map(({ size }) => size)));
  const last = largestSize(there);
  const lostInside = there.find(({ size }) => !known?.has(size));
  const lostOutside = outside.keepsAll
    ? inside.find(({ size }) => !copied?.has(size) && (size < last || last === 0))
    : undefined;
  return [
    ...(lostInside ? [fault('head-missing', null, { size: lostInside.size, place })] : []),
    ...(lostOutside ? [fault('outside-missing', null, { size: lostOutside.size, place })] : []),
    ...(found?.unreadable ?? []).map((line) => fault('outside-unreadable', null, { line, place })),
  ];
}

/** All that can be said of the heads alone, each place outside held against the database. */
export function judgeHeads(inside: readonly Head[], places: readonly Place[], own: string): LedgerFault[] {
  const outside = places.flatMap(({ found }) => found?.heads ?? []);
  const signed = [...inside, ...outside].filter(isSigned);
  return [
    ...forks(claimsBySize(signed)),
    ...forgedHeads(inside, outside, own),
    ...places.filter(({ reachable }) => reachable).flatMap((place) => lostHeads(inside, place)),
  ];
}

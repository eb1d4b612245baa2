import type { Comparison } from './config.ts';
import { radixOf, type Sides } from './compile-pairs.ts';
import { checkedPlaces } from './compile-prepare.ts';

/** Pairs less likely than this are forgotten: nobody will look at them. */
const leastWeight = -10;

/** The patterns' weights by code: base bits, whether something beside the identifier agrees, and whether only what is shared does. */
export const weightsTable = `create or replace table link_weight as
  select unnest($1)::bigint as code, unnest($2)::double as base, unnest($3)::integer = 1 as supported,
    unnest($4)::integer = 1 as household`;

/** 1 when a checked identifier is equal, -1 when two different ones stand against each other, else 0. */
function checkedState(compare: readonly Comparison[]): string {
  const places = checkedPlaces(compare);
  if (places.length === 0) return '0';
  const any = (test: string) =>
    places.map((at) => `coalesce(l.c${at}k and r.c${at}k and l.c${at} ${test} r.c${at}, false)`).join(' or ');
  return `case when ${any('<>')} then -1 when ${any('=')} then 1 else 0 end`;
}

/** SQL condition on a pattern's code: are the two values at this place equal? Then its digit is the highest. */
function equalAt(compare: readonly Comparison[], at: number): string {
  const radix = (comparison: Comparison) => BigInt(radixOf(comparison));
  const place = compare.slice(0, at).reduce((product, each) => product * radix(each), 1n);
  const highest = compare.slice(at, at + 1).map((each) => radix(each) - 1n);
  return `p.code // ${place} % ${(highest[0] ?? 0n) + 1n} = ${highest[0] ?? 0n}`;
}

/**
 * `link_scored`: a, b, code, weight (bits), layer. A checked identifier that is equal makes a link by itself when
 * something else agrees ('identifier'); when nothing does it is a conflict for a person; two different ones
 * contradict a link. Of those who agree in nothing but what a household has in common a person decides ('household').
 */
export const scoreStatement = (compare: readonly Comparison[], { left, right }: Sides): string => {
  const places = checkedPlaces(compare);
  const joins = places.length > 0 ? `join ${left} l on l.n = p.a join ${right} r on r.n = p.b` : '';
  // Said of the pairs alone, so that the others, more than half, meet no record.
  const kept = [`weight >= ${leastWeight}`, ...places.map((at) => equalAt(compare, at))].join(' or ');
  return `create or replace table link_scored as
    select a, b, code, weight::float as weight,
      (case checked when 1 then (case when supported then 'identifier' else 'conflict' end) when -1 then 'contradiction' else (case when household then 'household' else 'weight' end) end)::enum_layer as layer
    from (select p.a, p.b, p.code, p.weight, p.supported, p.household, ${checkedState(compare)} as checked
      from (select p.*, w.base + p.adjustment as weight, w.supported, w.household from link_pairs p join link_weight w using (code) where ${kept}) p ${joins})
    where weight >= ${leastWeight} or checked = 1`;
};

export const layerType = `create type enum_layer as enum ('weight', 'identifier', 'conflict', 'contradiction', 'household')`;

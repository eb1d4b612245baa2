import type { Comparison } from './config.ts';
import type { Sides } from './compile-pairs.ts';
import { checkedPlaces } from './compile-prepare.ts';

/** Pairs less likely than this are forgotten: nobody will look at them. */
const leastWeight = -10;

/** The patterns' weights by code: base bits, and whether something beside the identifier agrees. */
export const weightsTable = `create or replace table link_weight as
  select unnest($1)::bigint as code, unnest($2)::double as base, unnest($3)::integer = 1 as supported`;

/** 1 when a checked identifier is equal, -1 when two different ones stand against each other, else 0. */
function checkedState(compare: readonly Comparison[]): string {
  const places = checkedPlaces(compare);
  if (places.length === 0) return '0';
  const any = (test: string) =>
    places.map((at) => `coalesce(l.c${at}k and r.c${at}k and l.c${at} ${test} r.c${at}, false)`).join(' or ');
  return `case when ${any('<>')} then -1 when ${any('=')} then 1 else 0 end`;
}

/**
 * `link_scored`: a, b, code, weight (bits), layer. A checked identifier that is equal makes a link by itself when
 * something else agrees ('identifier'); when nothing does it is a conflict for a person; two different ones
 * contradict a link.
 */
export const scoreStatement = (compare: readonly Comparison[], { left, right }: Sides): string => {
  const places = checkedPlaces(compare);
  const joins = places.length > 0 ? `join ${left} l on l.n = p.a join ${right} r on r.n = p.b` : '';
  return `create or replace table link_scored as
    select a, b, code, weight::float as weight,
      (case checked when 1 then (case when supported then 'identifier' else 'conflict' end) when -1 then 'contradiction' else 'weight' end)::enum_layer as layer
    from (select p.a, p.b, p.code, w.base + p.adjustment as weight, w.supported, ${checkedState(compare)} as checked
      from link_pairs p join link_weight w using (code) ${joins})
    where weight >= ${leastWeight} or checked = 1`;
};

export const layerType = `create type enum_layer as enum ('weight', 'identifier', 'conflict', 'contradiction')`;

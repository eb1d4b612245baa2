import type { Sides } from './compile-pairs.ts';
import type { LinkageConfig } from './config.ts';

const bits = (probability: number): number =>
  Math.log2(Math.max(probability, 1e-12) / Math.max(1 - probability, 1e-12));

/** Is the contradiction of two checked identifiers outweighed by all else? */
const overruled = ({ bands }: LinkageConfig): string =>
  bands.overrule === undefined ? 'false' : `(layer = 'contradiction' and weight >= ${bits(bands.overrule)})`;

/** Bits of a pair: an equal checked identifier always links, in its turn; what one disproves outweighs everything else. */
const decided = (config: LinkageConfig): string =>
  `(case when layer = 'identifier' then greatest(weight, 0) + 1 when layer = 'weight' or ${overruled(config)} then weight when layer = 'household' then least(weight, 0) else -64 end)`;

/**
 * `link_edge`: the links by themselves, with records of the right side counted on after those of the left.
 */
export const linksStatement = (config: LinkageConfig, shift: number): string =>
  `create or replace table link_edge as
    select a, b + ${shift} as b, ${decided(config)}::double as weight, ${overruled(config)} as overrules
    from link_scored where layer = 'identifier' or (layer = 'weight' and weight >= ${bits(config.bands.link)}) or ${overruled(config)}`;

/** `link_simple`: links whose two records have no other. */
export const simpleLinks = `create or replace table link_simple as
  with degree as (select n, count(*) as links from (select a as n from link_edge union all select b from link_edge) group by n)
  select a, b from link_edge join degree x on x.n = a and x.links = 1 join degree y on y.n = b and y.links = 1`;

/** `link_complex`: the other links. */
export const complexTable = `create or replace table link_complex as from link_edge anti join link_simple using (a, b)`;

export const complexLinks = `select a, b, weight, overrules from link_complex order by a, b`;

/** Records that have more than one link, or whose partner has. */
const near = `select distinct n from (select unnest([a, b]) as n from link_complex)`;

/** Weights of the compared pairs among the records that have more than one link. */
export const nearbyPairs = (config: LinkageConfig, shift: number): string =>
  `with near as (${near})
  select a, b + ${shift} as b, ${decided(config)}::double as weight
  from link_scored semi join near x on x.n = a where exists (select 1 from near y where y.n = b + ${shift})`;

export const identifiersOf = ({ left, right, same }: Sides, at: number, shift: number): string => {
  const of = (table: string, by: number) =>
    `select n + ${by} as n, c${at} as k from ${table} semi join (select n - ${by} as n from (${near})) using (n) where c${at}k`;
  return `${of(left, 0)}${same ? '' : ` union all ${of(right, shift)}`}`;
};

/** `link_cluster`: n and its cluster, of every record with company. */
export const clusterColumns = `create or replace table link_cluster as
  select unnest($1::integer[]) as n, unnest($2::integer[]) as cluster
  union all select unnest([a, b]) as n, least(a, b) as cluster from link_simple`;

/**
 * `link_result`: what is handed out. A pair in one cluster is a link, compared or not; a link that would have brought a
 * contradiction into a cluster, a conflict and a contradiction are for a person, as is what is neither sure nor out.
 */
export const resultStatement = (
  config: LinkageConfig,
  { left, right, same }: Sides,
  shift: number,
): string => {
  const order = same ? 'x.n < y.n' : `x.n < ${shift} and y.n >= ${shift}`;
  return `create or replace table link_result as
    with inside as (select x.n as a, y.n - ${shift} as b, x.cluster from link_cluster x join link_cluster y using (cluster) where ${order}),
    judged as (
      select coalesce(s.a, i.a) as a, coalesce(s.b, i.b) as b, s.weight, coalesce(s.layer::varchar, 'cluster') as layer, i.cluster,
        case when i.cluster is not null then 'link'
          when s.layer not in ('weight', 'household') or s.weight >= ${bits(config.bands.clerical)} then 'clerical' else 'none' end as band
      from link_scored s full join inside i on s.a = i.a and s.b = i.b)
    select l.id as left_id, r.id as right_id, round(weight::double, 3) as weight,
      round(1 / (1 + 2 ** -weight), 6)::double as probability, band, layer, cluster, judged.a, judged.b
    from judged join ${left} l on l.n = judged.a join ${right} r on r.n = judged.b
    where band <> 'none' order by judged.a, judged.b`;
};

import { cluster, type Edge } from './cluster.ts';
import { checkedPlaces } from './compile-prepare.ts';
import {
  clusterColumns,
  complexLinks,
  complexTable,
  identifiersOf,
  linksStatement,
  nearbyPairs,
  resultStatement,
  simpleLinks,
} from './compile-result.ts';
import type { LinkageConfig } from './config.ts';
import type { Prepared } from './prepare.ts';
import type { LinkageSession } from './session.ts';

export interface Linked {
  /** Pairs that are links. */
  readonly links: number;
  /** Pairs for a person to decide. */
  readonly clerical: number;
  /** Groups of two records and more. */
  readonly clusters: number;
}

/** Bits that count for two records of different groups that were never compared: unlike, but not seen to be. */
const absentWeight = -5;

/**
 * Joins the links of `link_scored` into clusters and writes `link_result`. Records with one link only are joined in
 * SQL; what hangs together further is joined here, group by group.
 */
export async function joinLinks(
  session: LinkageSession,
  config: LinkageConfig,
  prepared: Prepared,
): Promise<Linked> {
  const { sides, records } = prepared;
  const shift = sides.same ? 0 : records.left;
  await session.run(linksStatement(config, shift));
  await session.run(simpleLinks);
  await session.run(complexTable);
  const links = await session.rows<Edge & Record<string, number | boolean>>(complexLinks);
  const near = await session.rows<Edge & Record<string, number>>(nearbyPairs(config, shift));
  const identifiers = new Map<number, string>();
  for (const at of checkedPlaces(config.compare))
    for (const { n, k } of await session.rows<{ n: number; k: string }>(identifiersOf(sides, at, shift)))
      if (!identifiers.has(n)) identifiers.set(n, `${at} ${k}`);
  const side = (record: number) => (sides.same || record < shift ? 'left' : 'right');
  const joined = cluster(links, near, {
    identifierOf: (record) => identifiers.get(record),
    sourceOf: (record) => (!sides.same && config.unique.includes(side(record)) ? side(record) : undefined),
    absent: absentWeight,
  });
  await session.run(clusterColumns, [[...joined.of.keys()], [...joined.of.values()]]);
  await session.run(resultStatement(config, sides, shift));
  const [counts] = await session.rows<{ links: number; clerical: number; clusters: number }>(
    `select count(*) filter (band = 'link')::integer as links, count(*) filter (band = 'clerical')::integer as clerical,
      (select count(distinct cluster)::integer from link_cluster) as clusters from link_result`,
  );
  return counts ?? { links: 0, clerical: 0, clusters: 0 };
}

import type { Db } from '#kernel/db';
import * as store from './store.ts';

/** More cannot be looked at in one picture. */
const mostNodes = 400;

export interface Walked {
  readonly ids: ReadonlySet<string>;
  readonly edges: readonly { readonly from: string; readonly to: string; readonly at: string }[];
  readonly cut: boolean;
}

const ends = ({ job, dataset, direction }: store.EdgeRow) =>
  direction === 'in' ? { from: dataset, to: job } : { from: job, to: dataset };

interface Gathered {
  readonly ids: Set<string>;
  readonly edges: Map<string, { from: string; to: string; at: string }>;
}

/** @returns whether there is more than could be held */
async function walk(
  db: Db,
  start: string,
  { way, depth }: { readonly way: 'up' | 'down'; readonly depth: number },
  into: Gathered,
): Promise<boolean> {
  let frontier = [start];
  const seen = new Set(frontier);
  for (let step = 0; step < depth && frontier.length > 0; step += 1) {
    const next = new Set<string>();
    for (const edge of await store.edgesAt(db, frontier, way)) {
      const { from, to } = ends(edge);
      const other = way === 'up' ? from : to;
      if (!seen.has(other) && into.ids.size >= mostNodes) return true;
      into.edges.set(`${from} ${to}`, { from, to, at: edge.at });
      into.ids.add(other);
      if (!seen.has(other)) next.add(other);
      seen.add(other);
    }
    frontier = [...next];
  }
  return false;
}

/** What a node comes from and what comes of it, step by step; circles end where they began. */
export async function walkGraph(
  db: Db,
  node: string,
  { direction, depth }: { readonly direction: 'both' | 'up' | 'down'; readonly depth: number },
): Promise<Walked> {
  const into: Gathered = { ids: new Set([node]), edges: new Map() };
  const up = direction !== 'down' && (await walk(db, node, { way: 'up', depth }, into));
  const down = direction !== 'up' && (await walk(db, node, { way: 'down', depth }, into));
  return { ids: into.ids, edges: [...into.edges.values()], cut: up || down };
}

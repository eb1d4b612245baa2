import type { Block, ReportDefinition } from '../shapes.ts';

export type Own = Exclude<Block, { kind: 'include' }>;
export type Published = ReadonlyMap<string, ReportDefinition>;

export const mostBlocks = 120;

/** Whether a report holds itself, at once or through others. */
export function holds(report: string, searched: string, published: Published): boolean {
  const seen = new Set<string>();
  const open = [report];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (code === searched) return true;
    if (seen.has(code)) continue;
    seen.add(code);
    for (const block of published.get(code)?.blocks ?? [])
      if (block.kind === 'include') open.push(block.report);
  }
  return false;
}

type Root = Pick<ReportDefinition, 'code' | 'blocks' | 'owner' | 'audience' | 'readers'>;

/** Whether one report is for fewer than another, whose readers are not to read its words. */
export const isNarrower = (other: ReportDefinition, { owner, audience, readers }: Root): boolean =>
  other.audience === 'unit' && (audience === 'government' || readers.length > 0 || owner !== other.owner);

/**
 * The blocks of a report with those of the reports that it includes in their places.
 * @param within codes of the reports on the way down: of one that holds itself the inner one is left out
 */
export function expanded(root: Root, published: Published, within: readonly string[] = []): Own[] {
  const way = [...within, root.code];
  return root.blocks.flatMap((block): Own[] => {
    if (block.kind !== 'include') return [block];
    const included = published.get(block.report);
    if (!included || way.includes(block.report) || isNarrower(included, root)) return [];
    return expanded({ ...root, code: included.code, blocks: included.blocks }, published, way);
  });
}

import type { Block, ReportDefinition } from '../shapes.ts';

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
 * The blocks of a report with those of the reports that it includes in their places. What cannot be included any more stays as it
 * is, to be said to the reader: one that went out of use, that holds itself, or that is for fewer readers now.
 * @param within codes of the reports on the way down
 */
export function expanded(root: Root, published: Published, within: readonly string[] = []): Block[] {
  const way = [...within, root.code];
  return root.blocks.flatMap((block): Block[] => {
    if (block.kind !== 'include') return [block];
    const included = published.get(block.report);
    if (!included || way.includes(block.report) || isNarrower(included, root)) return [block];
    return expanded({ ...root, code: included.code, blocks: included.blocks }, published, way);
  });
}

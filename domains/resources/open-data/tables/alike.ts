import { linesOf, stridesOf, type Table } from '#engines/disclosure';
import type { Dimension } from './dimensions.ts';

interface Asked {
  readonly table: Table;
  readonly dimensions: readonly Dimension[];
  /** Fewest different values of what is sensitive that a group may have. */
  readonly l: number;
}

/**
 * Cells that tell something sensitive of everybody in a group because the group has fewer than l of its values: distinct
 * l-diversity (Machanavajjhala 2007) of a table. An unknown value makes no group more varied.
 */
export function alikeCells({ table, dimensions, l }: Asked): number[] {
  const { sizes, counts } = table;
  const strides = stridesOf(sizes);
  const isSensitive = (at: number) => dimensions[at]?.column.part === 'sensitive';
  const found = new Set<number>();
  for (const [at, { categories }] of dimensions.entries()) {
    if (!isSensitive(at)) continue;
    const known = categories.filter(({ value }) => value !== '_U').length;
    for (let cell = 0; cell < counts.length; cell += 1) {
      const lines = linesOf(cell, sizes, strides);
      const others = lines.some((line, on) => on !== at && isSensitive(on) && line !== (sizes[on] ?? 0) - 1);
      if (lines[at] !== 0 || others) continue;
      const group = categories.map((_, line) => cell + line * (strides[at] ?? 1));
      const different = group.slice(0, known).filter((each) => (counts[each] ?? 0) > 0).length;
      if (different < l && group.some((each) => (counts[each] ?? 0) > 0))
        for (const each of group) found.add(each);
    }
  }
  return [...found];
}

import { linesOf, stridesOf, type Table } from '#engines/disclosure';
import type { Dimension } from './dimensions.ts';

interface Asked {
  readonly table: Table;
  readonly dimensions: readonly Dimension[];
  /** Fewest different values of what is sensitive that a group may have. */
  readonly l: number;
}

/** Cells of the groups along one dimension that have fewer than l of its known values. */
function alikeAlong(at: number, { table: { sizes, counts }, dimensions, l }: Asked): number[] {
  const strides = stridesOf(sizes);
  const { categories } = dimensions[at] ?? { categories: [] };
  const known = categories.filter(({ value }) => value !== '_U').length;
  const isBroken = (line: number, on: number): boolean =>
    on !== at && dimensions[on]?.column.part === 'sensitive' && line !== (sizes[on] ?? 0) - 1;
  return counts.flatMap((_, cell) => {
    const lines = linesOf(cell, sizes, strides);
    if (lines[at] !== 0 || lines.some(isBroken)) return [];
    const group = categories.map((_category, line) => cell + line * (strides[at] ?? 1));
    const different = group.slice(0, known).filter((each) => (counts[each] ?? 0) > 0).length;
    const isAlike = different < l && group.some((each) => (counts[each] ?? 0) > 0);
    return isAlike ? group : [];
  });
}

/**
 * Cells that tell something sensitive of everybody in a group because the group has fewer than l of its values: distinct
 * l-diversity (Machanavajjhala 2007) of a table. An unknown value makes no group more varied.
 */
export function alikeCells(asked: Asked): number[] {
  const sensitive = asked.dimensions.flatMap(({ column }, at) => (column.part === 'sensitive' ? [at] : []));
  return [...new Set(sensitive.flatMap((at) => alikeAlong(at, asked)))];
}

import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { readStretch } from '#platform/sense/indicators';
import { evaluate } from '../reading/evaluate.ts';
import { readingOf } from '../reading/asked.ts';
import type { Cell, GridBlock, ShownBlock } from '../shapes.ts';
import type { Printed } from '../store.ts';

/** Measures of which small counts are hidden from this reader; one that is out of force says nothing by which it could be told. */
async function closedMeasures(context: Context, blocks: readonly ShownBlock[]): Promise<Set<string>> {
  const codes = new Set(
    blocks.flatMap((block) => (block.kind === 'grid' ? block.grid.rows.map(({ measure }) => measure) : [])),
  );
  const closed = new Set<string>();
  for (const code of codes)
    try {
      if (!(await readStretch(context, code, { count: 1 })).whole) closed.add(code);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error;
    }
  return closed;
}

/**
 * A figure as it was printed, with what it is now beside it. Two releases of one value differ by few, and whoever sees both
 * knows those few: of a measure with secrecy the present one alone is shown, and that it was another.
 */
function comparedWith(printed: Cell, present: Cell | undefined, isClosed: boolean): Cell {
  if (isClosed) {
    const now = present ?? { ...printed, value: null, state: 'none' as const, path: null };
    return same(printed, now) ? printed : { ...now, now: { value: null, withheld: true } };
  }
  if (printed.value === (present?.value ?? null)) return printed;
  return { ...printed, now: { value: present?.value ?? null, withheld: false } };
}

const figures = ({ value, state, before, yearBefore, cumulative, target }: Cell) =>
  JSON.stringify([value, state === 'hidden', before, yearBefore, cumulative, target]);

const same = (one: Cell, other: Cell): boolean => figures(one) === figures(other);

function comparedGrid(
  printed: GridBlock,
  present: GridBlock | undefined,
  closed: ReadonlySet<string>,
): GridBlock {
  const columns = new Map(present?.columns.map(({ key }, index) => [key, index]));
  const rows = new Map(present?.rows.map((row) => [row.key, row]));
  return {
    ...printed,
    hides: printed.rows.some(({ measure }) => closed.has(measure)),
    rows: printed.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, index) => {
        const at = columns.get(printed.columns[index]?.key ?? '');
        const now = at === undefined ? undefined : rows.get(row.key)?.cells[at];
        return comparedWith(cell, now, closed.has(row.measure));
      }),
    })),
  };
}

/** The blocks of an issue as they were, with a mark beside each figure that was revised since. */
export async function blocksOfIssue(
  context: Context,
  { definition, blocks }: Printed,
  { period, chosen }: { readonly period: string; readonly chosen: Readonly<Record<string, string>> },
): Promise<ShownBlock[]> {
  const reading = readingOf(context, { report: definition, published: new Map(), asMost: true }, { period });
  const now = await evaluate(context, { ...reading, chosen });
  const closed = await closedMeasures(context, blocks);
  return blocks.map((block, index) => {
    if (block.kind !== 'grid') return block;
    const present = now.blocks[index];
    const grid = present?.kind === 'grid' ? present.grid : undefined;
    return { kind: 'grid', grid: comparedGrid(block.grid, grid, closed) };
  });
}

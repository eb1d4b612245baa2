import type { LakeSession } from '#kernel/lake';
import { linesOf, stridesOf, type Table } from '#engines/disclosure';
import { literal, quoted } from '#engines/duckdb-text';
import { texts } from '../texts.ts';
import type { Dimension } from './dimensions.ts';

/** Lines that one statement brings. */
const piece = 1000;

interface Written {
  readonly table: Table;
  readonly dimensions: readonly Dimension[];
  /** Cells that are hidden; absent when the table hides none. */
  readonly hidden?: readonly boolean[] | undefined;
  readonly simulated: boolean;
}

const total = { value: '_T', name: texts.total.zh };

function lineOf(written: Written, lines: readonly number[], cell: number): string {
  const { dimensions, hidden, simulated, table } = written;
  const said = dimensions.flatMap(({ named, categories }, at) => {
    const { value, name } = categories[lines[at] ?? 0] ?? total;
    return named ? [literal(value), literal(name)] : [literal(name)];
  });
  const isHidden = hidden?.[cell] === true;
  const count = isHidden ? 'null' : String(table.counts[cell] ?? 0);
  return `(${[...said, count, ...(hidden ? [String(isHidden)] : []), String(simulated)].join(', ')})`;
}

/** Lays a table out line by line, totals too, as the table `passed` of a session. */
export async function writeTable(session: LakeSession, written: Written): Promise<void> {
  const names = written.dimensions.flatMap(({ column, named }) =>
    named ? [column.name, named.name] : [column.name],
  );
  const columns = names.map((name) => `${quoted(name)} varchar`);
  const status = written.hidden ? ['suppressed boolean'] : [];
  await session.run(
    `create temp table passed (${[...columns, 'count bigint', ...status, 'simulated boolean'].join(', ')})`,
  );
  const { sizes, counts } = written.table;
  const strides = stridesOf(sizes);
  for (let from = 0; from < counts.length; from += piece) {
    const cells = Array.from({ length: Math.min(piece, counts.length - from) }, (_, at) => from + at);
    const values = cells.map((cell) => lineOf(written, linesOf(cell, sizes, strides), cell));
    await session.run(`insert into passed values ${values.join(', ')}`);
  }
}

import type { LakeSession } from '#kernel/lake';
import { quoted } from '#engines/duckdb-text';
import { compileColumns, type Making } from '../release/compile.ts';
import type { Source, SourceRows } from '../release/source.ts';
import type { ColumnChoice } from '../shapes.ts';
import { texts } from '../texts.ts';
import type { Category, Dimension } from './dimensions.ts';

export interface Counted {
  /** The dimensions, each with what stands under none of its values as its last category where that is kept. */
  readonly dimensions: readonly Dimension[];
  /** Counts without totals, the last dimension running fastest. */
  readonly inner: readonly number[];
  /** People, or rows, that were counted. */
  readonly counted: number;
}

interface Asked {
  readonly source: Source;
  readonly rows: SourceRows;
  readonly choices: readonly ColumnChoice[];
  readonly making: Making;
  readonly dimensions: readonly Dimension[];
  /** The category of unknown values stands though nothing is in it: whether it does must not depend on the rows. */
  readonly alwaysUnknown: boolean;
}

const unknown: Category = { value: '_U', name: texts.unknown.zh };

/**
 * Of one person the same row is taken whoever else is there, so that a person is in one cell and its noise hides them whole.
 */
async function groups(session: LakeSession, { source, rows, choices, making, dimensions }: Asked) {
  const names = dimensions.map(({ column }) => quoted(column.name));
  const person = source.person === undefined ? 'null::varchar' : `${quoted(source.person)}::varchar`;
  const made = compileColumns(source, choices, making).join(', ');
  await session.run(`create temp table candidate as select ${made}, ${person} as _person from (${rows.sql})`);
  return session.rows<Record<string, string | null> & { readonly _times: number }>(
    `select ${names.map((name) => `${name}::varchar as ${name}`).join(', ')}, count(*) as _times from (
      select *, row_number() over (partition by _person order by ${names.join(', ')}) as _nth from candidate
    ) where _person is null or _nth = 1 group by ${names.join(', ')}`,
  );
}

/** Counts the rows of a source, or its people where it says who they are, by the values of dimensions. */
export async function countCells(session: LakeSession, asked: Asked): Promise<Counted> {
  const found = await groups(session, asked);
  const places = asked.dimensions.map(
    ({ categories }) => new Map(categories.map(({ value }, at) => [value, at] as const)),
  );
  const lines = found.map((row) =>
    asked.dimensions.map(({ column, categories }, at) => {
      return places[at]?.get(row[column.name] ?? '') ?? categories.length;
    }),
  );
  const dimensions = asked.dimensions.map((dimension, at) => {
    const { categories } = dimension;
    const kept = asked.alwaysUnknown || lines.some((line) => line[at] === categories.length);
    return kept ? { ...dimension, categories: [...categories, unknown] } : dimension;
  });
  const cells = dimensions.reduce((product, { categories }) => product * categories.length, 1);
  const inner = Array.from({ length: cells }, () => 0);
  let counted = 0;
  for (const [at, line] of lines.entries()) {
    const cell = line.reduce((sum, place, on) => sum * (dimensions[on]?.categories.length ?? 1) + place, 0);
    const times = Number(found[at]?._times ?? 0);
    inner[cell] = (inner[cell] ?? 0) + times;
    counted += times;
  }
  return { dimensions, inner, counted };
}

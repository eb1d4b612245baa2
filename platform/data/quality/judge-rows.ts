import type { TextColumn } from '#engines/parquet';
import { AcrossRows, fieldsOf, type Across } from './across-rows.ts';
import type { CompiledChecks } from './compile.ts';
import { readField, type FieldColumn } from './field-column.ts';
import { RowGroup } from './row-group.ts';
import { Verdicts } from './verdicts.ts';

/** The rows of a batch as handed in, group by group. */
export interface RawRows {
  /** Rows of each group. */
  readonly groups: readonly number[];
  readTexts(group: number, field: string): Promise<TextColumn>;
}

async function readGroup(
  raw: RawRows,
  group: number,
  compiled: CompiledChecks,
  fields: Iterable<string>,
): Promise<{ columns: Map<string, FieldColumn>; rows: RowGroup }> {
  const columns = new Map<string, FieldColumn>();
  for (const name of fields) {
    const form = compiled.forms.get(name);
    if (form) columns.set(name, readField(await raw.readTexts(group, name), form));
  }
  return { columns, rows: new RowGroup(raw.groups[group] ?? 0, columns, compiled.lookups) };
}

/** First row of each group, from zero. */
function firsts(groups: readonly number[]): number[] {
  let sum = 0;
  return groups.map((rows) => (sum += rows) - rows);
}

/** Looks again at what stands too often by its hash; by then nearly no row is left to look at. */
async function settleAcross(
  raw: RawRows,
  compiled: CompiledChecks,
  counted: ReadonlyMap<number, { across: Across; rows: AcrossRows }>,
  verdicts: Verdicts,
): Promise<void> {
  const first = firsts(raw.groups);
  for (const [rule, { across, rows }] of counted) {
    const suspects = raw.groups.map((_, group) => rows.suspects(group));
    const passes = [
      (group: RowGroup, found: readonly number[]) => rows.look(group, found),
      (group: RowGroup, found: readonly number[], at: number) => {
        for (const row of found) if (rows.isBad(group, row)) verdicts.noteRow(rule, (first[at] ?? 0) + row);
      },
    ];
    for (const pass of passes)
      for (const [at, found] of suspects.entries()) {
        if (found.length === 0) continue;
        const group = await readGroup(raw, at, compiled, fieldsOf(across));
        pass(group.rows, found, at);
      }
  }
}

/**
 * Judges all rows of a batch.
 * @param take is given each group of rows in its normal form, in order
 */
export async function judgeRows(
  raw: RawRows,
  compiled: CompiledChecks,
  take: (rows: number, columns: ReadonlyMap<string, FieldColumn>) => Promise<void>,
): Promise<Verdicts> {
  const total = raw.groups.reduce((sum, rows) => sum + rows, 0);
  const verdicts = new Verdicts(total, compiled.rules.length);
  const counted = new Map([...compiled.across].map(([rule, across]) => [rule, { across, rows: new AcrossRows(across) }]));
  let first = 0;
  for (const [at, rows] of raw.groups.entries()) {
    const group = await readGroup(raw, at, compiled, compiled.forms.keys());
    for (const [rule, judge] of compiled.judges) verdicts.note(rule, { first, rows }, judge(group.rows));
    for (const { rows: across } of counted.values()) across.count(group.rows);
    await take(rows, group.columns);
    first += rows;
  }
  await settleAcross(raw, compiled, counted, verdicts);
  return verdicts;
}

import { setImmediate } from 'node:timers/promises';
import type { TextColumn } from '#engines/parquet';
import { AcrossRows } from './across-rows.ts';
import { BatchFigures } from './batch-figures.ts';
import type { BatchVerdict } from './batch-verdict.ts';
import type { CompiledChecks } from './compile.ts';
import { readField, textAt, type FieldColumn } from './field-column.ts';
import { trimmed } from './forms.ts';
import { RowGroup } from './row-group.ts';
import { Scratch } from './scratch.ts';
import { Verdicts } from './verdicts.ts';

/** The rows of a batch as handed in, group by group. */
export interface RawRows {
  /** Rows of each group. */
  readonly groups: readonly number[];
  readTexts(group: number, field: string): Promise<TextColumn>;
}

interface ReadGroup {
  readonly columns: ReadonlyMap<string, FieldColumn>;
  readonly rows: RowGroup;
}

/** Reads groups of rows, one at a time. */
class GroupReader {
  readonly #raw: RawRows;
  readonly #compiled: CompiledChecks;
  readonly #scratch = new Scratch();

  constructor(raw: RawRows, compiled: CompiledChecks) {
    this.#raw = raw;
    this.#compiled = compiled;
  }

  async read(group: number): Promise<ReadGroup> {
    const { forms, lookups } = this.#compiled;
    const scratch = this.#scratch;
    const columns = new Map<string, FieldColumn>();
    for (const [name, form] of forms)
      columns.set(name, readField(await this.#raw.readTexts(group, name), form, { scratch, name }));
    return { columns, rows: new RowGroup(this.#raw.groups[group] ?? 0, columns, { lookups, scratch }) };
  }
}

/** Lets everybody else on the event loop have their turn, and works then: one step takes a few milliseconds. */
async function othersFirst<T>(work: () => T): Promise<T> {
  await setImmediate();
  return work();
}

/** Looks again at what stands too often by its hash, now at its texts: each group of rows once, for all that ask. */
async function settle(
  raw: RawRows,
  { forms }: CompiledChecks,
  counted: readonly AcrossRows[],
): Promise<void> {
  for (const group of raw.groups.keys())
    for (const rows of counted) await othersFirst(() => rows.countAgain(group));
  let first = 0;
  for (const [group, length] of raw.groups.entries()) {
    const suspects = counted.map((rows) => ({ rows, found: rows.suspects(group) }));
    const asking = suspects.filter(({ found }) => found.length > 0);
    const columns = new Map<string, TextColumn>();
    for (const name of new Set(asking.flatMap(({ rows }) => rows.fields)))
      columns.set(name, await raw.readTexts(group, name));
    const normal = (field: string, row: number): string | null => {
      const column = columns.get(field);
      const given = trimmed((column && textAt(column, row)) ?? '');
      return given === '' ? null : (forms.get(field)?.normal(given) ?? null);
    };
    for (const { rows, found } of asking)
      for (const row of found) rows.look(first + row, (field) => normal(field, row));
    first += length;
  }
}

export interface Judged {
  readonly verdicts: Verdicts;
  /** Has each row a key, and each another? */
  readonly keysDiffer: boolean;
  /** By the place of their rule: what was measured of the batch as a whole. */
  readonly ofBatch: ReadonlyMap<number, BatchVerdict>;
}

/**
 * Judges all rows of a batch.
 * @param take is given each group of rows in its normal form, in order
 */
export async function judgeRows(
  raw: RawRows,
  compiled: CompiledChecks,
  take: (rows: number, columns: ReadonlyMap<string, FieldColumn>) => Promise<void>,
): Promise<Judged> {
  const total = raw.groups.reduce((sum, rows) => sum + rows, 0);
  const verdicts = new Verdicts(total, compiled.rules.length);
  const keys = new AcrossRows({ fields: [compiled.key], most: 1, distinct: undefined }, total);
  const ofRules = [...compiled.across].map(([rule, across]) => ({
    rule,
    rows: new AcrossRows(across, total),
  }));
  const counted = [...ofRules.map(({ rows }) => rows), keys];
  const reader = new GroupReader(raw, compiled);
  const figures = new BatchFigures(compiled);
  let first = 0;
  for (const [at, rows] of raw.groups.entries()) {
    const group = await reader.read(at);
    const range = { first, rows };
    for (const [rule, judge] of compiled.judges)
      await othersFirst(() => verdicts.note(rule, range, judge(group.rows)));
    for (const across of counted) await othersFirst(() => across.count(group.rows));
    await othersFirst(() => figures.take(group.rows));
    await take(rows, group.columns);
    first += rows;
  }
  await settle(raw, compiled, counted);
  for (const { rule, rows } of ofRules) for (const row of rows.bad()) verdicts.noteRow(rule, row);
  const ofBatch = figures.verdicts();
  for (const [rule, { bad }] of ofBatch) if (bad) verdicts.noteBatch(rule);
  const [alike] = keys.bad();
  return { verdicts, keysDiffer: keys.missing === 0 && alike === undefined, ofBatch };
}

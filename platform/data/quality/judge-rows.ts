import type { TextColumn } from '#engines/parquet';
import { AcrossRows, fieldsOf, type Across } from './across-rows.ts';
import type { CompiledChecks } from './compile.ts';
import { readField, type FieldColumn } from './field-column.ts';
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

  async read(group: number, fields: Iterable<string>): Promise<ReadGroup> {
    const { forms, lookups } = this.#compiled;
    const scratch = this.#scratch;
    const columns = new Map<string, FieldColumn>();
    for (const name of fields) {
      const form = forms.get(name);
      if (form) columns.set(name, readField(await this.#raw.readTexts(group, name), form, { scratch, name }));
    }
    return { columns, rows: new RowGroup(this.#raw.groups[group] ?? 0, columns, { lookups, scratch }) };
  }
}

/** First row of each group, from zero. */
function firsts(groups: readonly number[]): number[] {
  let sum = 0;
  return groups.map((rows) => (sum += rows) - rows);
}

interface Counting {
  readonly across: Across;
  readonly rows: AcrossRows;
}

/** Looks again at what stands too often by its hash: first how often it does by its text, then at each such row. */
async function settle(
  reader: GroupReader,
  { across, rows }: Counting,
  note: (group: number, row: number) => void,
): Promise<void> {
  const suspects = [...rows.suspects().entries()].filter(([, found]) => found.length > 0);
  for (const [at, found] of suspects) rows.look((await reader.read(at, fieldsOf(across))).rows, found);
  for (const [at, found] of suspects) {
    const group = await reader.read(at, fieldsOf(across));
    for (const row of found) if (rows.isBad(group.rows, row)) note(at, row);
  }
}

export interface Judged {
  readonly verdicts: Verdicts;
  /** Has each row a key, and each another? */
  readonly keysDiffer: boolean;
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
  const ofKey: Across = { fields: [compiled.key], most: 1, distinct: undefined };
  const keys = new AcrossRows(ofKey, total);
  const counted = new Map<number, Counting>(
    [...compiled.across].map(([rule, across]) => [rule, { across, rows: new AcrossRows(across, total) }]),
  );
  const reader = new GroupReader(raw, compiled);
  let first = 0;
  for (const [at, rows] of raw.groups.entries()) {
    const group = await reader.read(at, compiled.forms.keys());
    for (const [rule, judge] of compiled.judges) verdicts.note(rule, { first, rows }, judge(group.rows));
    for (const { rows: across } of counted.values()) across.count(group.rows);
    keys.count(group.rows);
    await take(rows, group.columns);
    first += rows;
  }
  const starts = firsts(raw.groups);
  for (const [rule, counting] of counted)
    await settle(reader, counting, (group, row) => verdicts.noteRow(rule, (starts[group] ?? 0) + row));
  let keysDiffer = keys.missing === 0;
  await settle(reader, { across: ofKey, rows: keys }, () => {
    keysDiffer = false;
  });
  return { verdicts, keysDiffer };
}

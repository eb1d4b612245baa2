import { createReadStream } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { textOf, writeCsv } from '#engines/tabular';
import { withValue, type SeenColumn } from '../rules.ts';
import { HttpSettings } from '../settings.ts';
import { askerOf } from './http-ask.ts';
import { firstAddress, pagesOf, type Item } from './http-pages.ts';
import type { Delivery, Mark, Reader, Reading, Written } from './reader.ts';

/** The greater of two marks: numbers as numbers, times and all else as text. */
function later(one: string | undefined, other: string): string {
  if (one === undefined) return other;
  const both = [one, other].map(Number);
  if (both.every((each) => Number.isFinite(each))) return (both[1] ?? 0) > (both[0] ?? 0) ? other : one;
  return other > one ? other : one;
}

interface Gathered {
  readonly columns: readonly SeenColumn[];
  readonly rows: number;
  readonly mark: Mark | undefined;
}

/** What is learnt of records as they pass: their columns with types, and the highest mark. */
function learner(settings: HttpSettings, { mark: from, stamp = {} }: Pick<Reading, 'mark' | 'stamp'>) {
  const types = new Map<string, string>();
  const { markField } = settings;
  let highest = from === undefined ? undefined : String(from['value']);
  return {
    /** @returns the record as a line of JSON, each value as text */
    line(item: Item): string {
      const cells = Object.entries({ ...item, ...stamp }).map(
        ([name, value]) => [name, textOf(value)] as const,
      );
      for (const [name, cell] of cells) types.set(name, withValue(types.get(name) ?? 'empty', cell));
      const mark = markField === undefined ? '' : textOf(item[markField]);
      if (mark !== '') highest = later(highest, mark);
      return `${JSON.stringify(Object.fromEntries(cells))}\n`;
    },
    columns: () => [...types].map(([name, type]) => ({ name, type })),
    mark: (): Mark | undefined => (highest === undefined ? undefined : { value: highest }),
  };
}

/** Lays the records one a line into a passing file; which columns there are is known at the end. */
async function gather(reading: Reading, settings: HttpSettings, passing: string): Promise<Gathered> {
  const learnt = learner(settings, reading);
  const most = reading.limits.rows ?? Infinity;
  let rows = 0;
  const out = await open(passing, 'w');
  try {
    for await (const items of pagesOf(reading, settings)) {
      const kept = items.slice(0, most - rows);
      await out.appendFile(kept.map((item) => learnt.line(item)).join(''));
      rows += kept.length;
      reading.progress(rows);
      if (rows >= most) break;
    }
  } finally {
    await out.close();
  }
  return { columns: learnt.columns(), rows, mark: learnt.mark() };
}

async function* lines(passing: string, columns: readonly SeenColumn[]): AsyncGenerator<string[]> {
  for await (const line of createInterface({ input: createReadStream(passing) })) {
    const item = JSON.parse(line) as Record<string, string>;
    yield columns.map(({ name }) => item[name] ?? '');
  }
}

/** Records become CSV: the same records make the same bytes. */
async function writeRecords(reading: Reading, settings: HttpSettings, path: string): Promise<Written> {
  const passing = join(reading.folder, 'records.ndjson');
  const { columns, rows, mark } = await gather(reading, settings, passing);
  // No record has no columns: what is then compared are counts.
  const shown = columns.length > 0 ? columns : undefined;
  const header = shown?.map(({ name }) => name) ?? ['-'];
  const { signal } = reading;
  await writeCsv(lines(passing, columns), { to: path, header, bom: false, formulaSafe: false, signal });
  return { rows, mark, ...(shown ? { columns: shown } : { columns: [] }) };
}

async function writeBytes(reading: Reading, settings: HttpSettings, path: string): Promise<Written> {
  const answer = await askerOf(reading, settings)(firstAddress(settings, reading));
  await writeFile(path, answer.body);
  return {};
}

async function* read(reading: Reading): AsyncGenerator<Delivery> {
  const settings = HttpSettings.parse(reading.source.settings);
  yield {
    filename: `${reading.source.code}.csv`,
    write: (path) =>
      settings.format === 'csv' ? writeBytes(reading, settings, path) : writeRecords(reading, settings, path),
  };
}

/** An HTTP interface that gives JSON, NDJSON or CSV, asked with GET. */
export const httpReader: Reader = {
  isWhole: (settings) => settings['markParameter'] === undefined,
  read,
};

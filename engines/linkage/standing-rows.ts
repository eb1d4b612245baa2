import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { withFile, type RandomAccess } from './random-access.ts';

/**
 * Rows of a CSV file by their number, from zero up. Of every fourth row the file `places` holds where it begins, as a
 * double, and after the last one where the file ends: a row costs one read of a few hundred bytes, however many there are.
 */
interface RowFile {
  readonly rows: string;
  readonly places: string;
}

const apart = 4;
const [quote, lineEnd] = [0x22, 0x0a];

/** Where the row ends that begins at `from`: behind the first line end outside quotes. */
function endOfRow(bytes: Buffer, from: number): number {
  let quoted = false;
  for (let at = from; at < bytes.length; at++)
    if (bytes[at] === quote) quoted = !quoted;
    else if (bytes[at] === lineEnd && !quoted) return at + 1;
  return bytes.length;
}

/** Goes through the rows once, and writes where they begin. */
export async function writePlaces({ rows, places }: RowFile): Promise<void> {
  const starts = [0];
  let [before, row, quoted] = [0, 0, false];
  for await (const chunk of createReadStream(rows, { highWaterMark: 2 ** 20 })) {
    const bytes = chunk as Buffer;
    for (let at = 0; at < bytes.length; at++)
      if (bytes[at] === quote) quoted = !quoted;
      else if (bytes[at] === lineEnd && !quoted && ++row % apart === 0) starts.push(before + at + 1);
    before += bytes.length;
  }
  if (row % apart !== 0) starts.push(before);
  await writeFile(places, new Uint8Array(Float64Array.from(starts).buffer));
}

async function rowsOf(
  file: RandomAccess,
  starts: Float64Array,
  wanted: Iterable<number>,
): Promise<Uint8Array> {
  let [all, length] = [new Uint8Array(2 ** 20), 0];
  for (const number of wanted) {
    const due = file.turn();
    if (due) await due;
    const block = Math.floor(number / apart);
    const begin = starts[block] ?? 0;
    const bytes = file.read(begin, (starts[block + 1] ?? begin) - begin);
    let from = 0;
    for (let skipped = number % apart; skipped > 0; skipped--) from = endOfRow(bytes, from);
    const row = bytes.subarray(from, endOfRow(bytes, from));
    if (length + row.length > all.length) {
      const longer = new Uint8Array(2 * (length + row.length));
      longer.set(all);
      all = longer;
    }
    all.set(row, length);
    length += row.length;
  }
  return all.subarray(0, length);
}

/**
 * Copies some rows into a file of their own.
 * @param wanted their numbers, in ascending order
 */
export async function copyRows(
  { rows, places }: RowFile,
  wanted: Iterable<number>,
  to: string,
): Promise<void> {
  // A copy, since numbers may not begin anywhere in memory.
  const starts = new Float64Array(new Uint8Array(await readFile(places)).buffer);
  await writeFile(to, await withFile(rows, (file) => rowsOf(file, starts, wanted)));
}

import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { withFile, type RandomAccess } from './random-access.ts';

/**
 * Rows of a CSV file by their number, from zero up. The file `places` holds where each begins, as a double, and after the
 * last one where the file ends: a row costs one read of its own bytes, however many there are.
 */
interface RowFile {
  readonly rows: string;
  readonly places: string;
}

const [quote, lineEnd] = [0x22, 0x0a];

/** Goes through the rows once, and writes where they begin. */
export async function writePlaces({ rows, places }: RowFile): Promise<void> {
  const starts = [0];
  let [before, quoted] = [0, false];
  for await (const chunk of createReadStream(rows, { highWaterMark: 2 ** 20 })) {
    const bytes = chunk as Buffer;
    for (let at = 0; at < bytes.length; at++)
      if (bytes[at] === quote) quoted = !quoted;
      else if (bytes[at] === lineEnd && !quoted) starts.push(before + at + 1);
    before += bytes.length;
  }
  if (starts.at(-1) !== before) starts.push(before);
  await writeFile(places, new Uint8Array(Float64Array.from(starts).buffer));
}

/** Rows that lie so close together, on average, are read in pieces of many: a read costs as much as to copy this. */
const close = 2 ** 13;
const piece = 2 ** 16;

async function rowsOf(file: RandomAccess, starts: Float64Array, wanted: Int32Array): Promise<Uint8Array> {
  const place = (number: number): number => starts[number] ?? 0;
  const end = starts.at(-1) ?? 0;
  const least = end < wanted.length * close ? piece : 0;
  const length = wanted.reduce((sum, number) => sum + place(number + 1) - place(number), 0);
  const all = new Uint8Array(length);
  let [copied, from] = [0, 0];
  let held: Buffer = Buffer.alloc(0);
  for (const number of wanted) {
    const due = file.turn();
    if (due) await due;
    const [begin, after] = [place(number), place(number + 1)];
    if (after > from + held.length) {
      from = begin;
      held = file.read(begin, Math.max(after - begin, Math.min(least, end - begin)));
    }
    all.set(held.subarray(begin - from, after - from), copied);
    copied += after - begin;
  }
  return all;
}

/**
 * Copies some rows into a file of their own.
 * @param wanted their numbers, in ascending order
 */
export async function copyRows({ rows, places }: RowFile, wanted: Int32Array, to: string): Promise<void> {
  // A copy, since numbers may not begin anywhere in memory.
  const starts = new Float64Array(new Uint8Array(await readFile(places)).buffer);
  await writeFile(to, await withFile(rows, (file) => rowsOf(file, starts, wanted)));
}

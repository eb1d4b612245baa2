import { createReadStream } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { withFile, type RandomAccess } from './random-access.ts';

/**
 * Keys of 32 bits with the numbers of the records that have them: for each rule a run of pairs in the order of their keys,
 * one run after the other in `entries`, in pages of 4 KB. `firsts` holds the first key of each page. To look one up
 * costs one read of a page, however many there are.
 */
interface KeyFile {
  readonly entries: string;
  readonly firsts: string;
}

const perPage = 512;
const bytesPerEntry = 8;
const pagesOf = (entries: number): number => Math.ceil(entries / perPage);

const [zero, nine, lineEnd] = [0x30, 0x39, 0x0a];
/** Numbers that are put together before they are written: whole pages. */
const atOnce = 2 * perPage * 256;

const bytesOf = (numbers: Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** All numbers of a text of lines with two each, in pieces of whole pages. */
async function* numbersOf(path: string): AsyncGenerator<Uint32Array> {
  const numbers = new Uint32Array(atOnce);
  let [at, number] = [0, 0];
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    for (const byte of chunk as Buffer) {
      if (byte >= zero && byte <= nine) {
        number = number * 10 + byte - zero;
        continue;
      }
      numbers[at++] = number;
      number = 0;
      if (byte !== lineEnd || at < atOnce) continue;
      yield numbers;
      at = 0;
    }
  }
  yield numbers.subarray(0, at);
}

interface Written {
  readonly entries: FileHandle;
  readonly firsts: FileHandle;
}

/** Adds a run; how many pairs it has. */
async function addRun({ entries, firsts }: Written, path: string): Promise<number> {
  let count = 0;
  for await (const numbers of numbersOf(path)) {
    await entries.appendFile(bytesOf(numbers));
    const first = Array.from(
      { length: pagesOf(numbers.length / 2) },
      (_, page) => numbers[page * 2 * perPage] ?? 0,
    );
    await firsts.appendFile(bytesOf(Uint32Array.from(first)));
    count += numbers.length / 2;
  }
  return count;
}

/**
 * Writes the runs.
 * @param runs path of a text for each, with lines `key,number` in the order of the keys
 * @returns how many pairs each has, which is needed to read them
 */
export async function writeKeys(file: KeyFile, runs: AsyncIterable<string>): Promise<number[]> {
  const entries = await open(file.entries, 'w');
  const firsts = await open(file.firsts, 'w');
  try {
    const counts: number[] = [];
    for await (const path of runs) counts.push(await addRun({ entries, firsts }, path));
    return counts;
  } finally {
    await entries.close();
    await firsts.close();
  }
}

/** The first place from `from` up to `to` whose number, of every `step`, is not below `key`. */
function notBelow(
  numbers: Uint32Array,
  key: number,
  { to, step }: { readonly to: number; readonly step: number },
) {
  let [low, high] = [0, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle * step] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Run {
  /** Place of its first entry in the file, and how many it has. */
  readonly from: number;
  readonly count: number;
  readonly firsts: Uint32Array;
}

/** Pages that are read at once: where most are asked for, the whole run in few reads. */
const mostAtOnce = 16;

/** Adds the numbers of the records of a run that have one of the keys, which ascend. */
async function lookUp(
  file: RandomAccess,
  { from, count, firsts }: Run,
  { keys, found }: { readonly keys: Uint32Array; readonly found: Set<number> },
): Promise<void> {
  const atOnce = keys.length > firsts.length ? mostAtOnce : 1;
  let held = -1;
  let piece: Uint32Array = new Uint32Array();
  const load = (number: number): void => {
    if (number === held) return;
    const first = number * atOnce * perPage;
    const entries = Math.min(atOnce * perPage, count - first);
    const bytes = file.read((from + first) * bytesPerEntry, entries * bytesPerEntry);
    piece = new Uint32Array(bytes.buffer, bytes.byteOffset, entries * 2);
    held = number;
  };
  for (const key of keys) {
    const due = file.turn();
    if (due) await due;
    // The page before the first that begins with the key or a higher one may end with it.
    const page = Math.max(0, notBelow(firsts, key, { to: firsts.length, step: 1 }) - 1);
    for (let number = Math.floor(page / atOnce); number * atOnce < firsts.length; number++) {
      load(number);
      const entries = piece.length / 2;
      let at = notBelow(piece, key, { to: entries, step: 2 });
      for (; at < entries && piece[2 * at] === key; at++) found.add(piece[2 * at + 1] ?? 0);
      if (at < entries) break;
    }
  }
}

/**
 * Looks up keys in some runs.
 * @param counts what `writeKeys` gave
 * @param wanted by the place of the run: its keys, in any order
 * @returns numbers of the records that have one of them
 */
export async function findKeys(
  file: KeyFile,
  counts: readonly number[],
  wanted: ReadonlyMap<number, readonly number[]>,
): Promise<Set<number>> {
  // A copy, since numbers may not begin anywhere in memory.
  const firsts = new Uint32Array(new Uint8Array(await readFile(file.firsts)).buffer);
  return withFile(file.entries, async (entries) => {
    const found = new Set<number>();
    let [from, page] = [0, 0];
    for (const [place, count] of counts.entries()) {
      const pages = pagesOf(count);
      const run = { from, count, firsts: firsts.subarray(page, page + pages) };
      const keys = Uint32Array.from(wanted.get(place) ?? []).sort();
      await lookUp(entries, run, { keys, found });
      [from, page] = [from + count, page + pages];
    }
    return found;
  });
}

import { ENCODING } from './format.ts';
import { encodeCodes, encodePresence } from './runs.ts';
import type { TextColumn } from './text-column.ts';
import type { Texts } from './texts.ts';

/** What a column holds: texts, or numbers row by row, or numbers with a code a row, or flags of 0 and 1. */
export type ColumnData =
  | TextColumn
  | { readonly ints: Int32Array }
  | { readonly longs: BigInt64Array; readonly codes: Int32Array }
  | { readonly flags: Uint8Array };

export interface Encoded {
  readonly parts: readonly Buffer[];
  readonly encoding: number;
  readonly encodings: readonly number[];
  readonly dictionary?: { readonly parts: readonly Buffer[]; readonly count: number };
  readonly least?: Buffer;
  readonly most?: Buffer;
}

const plain = { encoding: ENCODING.PLAIN, encodings: [ENCODING.PLAIN, ENCODING.RLE] };
const byCode = {
  encoding: ENCODING.RLE_DICTIONARY,
  encodings: [ENCODING.PLAIN, ENCODING.RLE, ENCODING.RLE_DICTIONARY],
};

/** A column of a row group as the bodies of its pages. */
export function encodeColumn(data: ColumnData, rows: number): Encoded {
  if ('texts' in data)
    return data.codes === null ? plainTexts(data.texts, rows) : codedTexts(data.texts, data.codes);
  if ('ints' in data) return plainInts(data.ints);
  if ('flags' in data) return plainFlags(data.flags);
  return {
    ...byCode,
    parts: [encodeCodes(data.codes, data.codes.length, data.longs.length)],
    dictionary: { parts: [bytesOf(data.longs)], count: data.longs.length },
  };
}

const bytesOf = (array: Int32Array | BigInt64Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** Which of the rows hold a value, of which there are `count`. */
function levels(rows: number, count: number, holds: (row: number) => boolean): Buffer {
  const body = encodePresence(rows, count, holds);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
}

function plainTexts({ bytes, ends, size }: Texts, rows: number): Encoded {
  let count = 0;
  for (let row = 0, begin = 0; row < rows; row++) {
    const end = ends[row] as number;
    if (end !== begin) count += 1;
    begin = end;
  }
  const holds = (row: number): boolean => ends[row] !== (row === 0 ? 0 : ends[row - 1]);
  return { ...plain, parts: [levels(rows, count, holds), bytes.subarray(0, size)] };
}

function codedTexts(texts: Texts, codes: Int32Array): Encoded {
  const rows = codes.length;
  let count = 0;
  for (let row = 0; row < rows; row++) if ((codes[row] as number) >= 0) count += 1;
  const present = levels(rows, count, (row) => (codes[row] as number) >= 0);
  if (count === 0) return { ...plain, parts: [present] };
  return {
    ...byCode,
    parts: [present, encodeCodes(codes, count, texts.count)],
    dictionary: { parts: [texts.bytes.subarray(0, texts.size)], count: texts.count },
  };
}

function plainInts(ints: Int32Array): Encoded {
  let [least, most] = [ints[0] ?? 0, ints[0] ?? 0];
  for (let row = 0; row < ints.length; row++) {
    const value = ints[row] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return {
    ...plain,
    parts: [bytesOf(ints)],
    least: bytesOf(Int32Array.of(least)),
    most: bytesOf(Int32Array.of(most)),
  };
}

function plainFlags(flags: Uint8Array): Encoded {
  const bits = Buffer.alloc(Math.ceil(flags.length / 8));
  for (let row = 0; row < flags.length; row++)
    if (flags[row] === 1) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  return { ...plain, parts: [bits] };
}

import { CompactReader } from './compact-reader.ts';
import { varint } from './compact-writer.ts';

// Parquet's hybrid of run lengths and packed bits (Encodings.md, RLE = 3): a run is `count << 1` and one value;
// packed values are `(groups of eight << 1) | 1` and their bits, the lowest first.

/** Which of the rows hold a value, `count` of them do: one run when all or none. */
export function encodePresence(rows: number, count: number, holds: (row: number) => boolean): Buffer {
  if (count === rows || count === 0) return run(rows, Buffer.of(count === 0 ? 0 : 1));
  const bits = Buffer.alloc(Math.ceil(rows / 8));
  for (let row = 0; row < rows; row++)
    if (holds(row)) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  return packed(rows, bits);
}

/** The width in which codes below `count` are written: whole bytes, so that packing them is a copy. */
export function widthFor(count: number): 8 | 16 | 32 {
  if (count <= 1 << 8) return 8;
  return count <= 1 << 16 ? 16 : 32;
}

/** Those codes that are not below zero, `count` of them, all below `different`. */
export function encodeCodes(codes: Int32Array, count: number, different: number): Buffer {
  const width = widthFor(different);
  if (different === 1) return Buffer.concat([Buffer.of(width), run(count, Buffer.alloc(width / 8))]);
  const padded = Math.ceil(count / 8) * 8;
  const before = [width, ...packedHead(count)];
  // The codes stand on a boundary of their own width; what is left before the head is not given out.
  const skip = -before.length & 3;
  const room = new ArrayBuffer(skip + before.length + (padded * width) / 8);
  const encoded = Buffer.from(room, skip);
  encoded.set(before);
  const start = skip + before.length;
  const body = {
    8: () => new Uint8Array(room, start),
    16: () => new Uint16Array(room, start),
    32: () => new Int32Array(room, start),
  }[width]();
  // A loop, for `set` of another type of array takes several times as long; and no copy without those below zero.
  for (let row = 0, at = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (code >= 0) body[at++] = code;
  }
  return encoded;
}

function run(count: number, value: Buffer): Buffer {
  const head: number[] = [];
  varint(head, count * 2);
  return Buffer.concat([Buffer.from(head), value]);
}

function packedHead(count: number): number[] {
  const head: number[] = [];
  varint(head, Math.ceil(count / 8) * 2 + 1);
  return head;
}

const packed = (count: number, bits: Buffer): Buffer => Buffer.concat([Buffer.from(packedHead(count)), bits]);

/** Reads `count` values of `width` bits into `target` from `offset` on. @returns where they ended in `bytes` */
export function decodeRuns(
  bytes: Buffer,
  width: number,
  target: { readonly values: Int32Array; readonly from: number; readonly count: number },
): number {
  const reader = new CompactReader(bytes);
  let done = 0;
  while (done < target.count) {
    const head = reader.varint();
    const { at } = reader;
    if (head % 2 === 0) {
      const size = Math.ceil(width / 8);
      const value = size === 0 ? 0 : bytes.readUIntLE(at, size);
      const end = Math.min(target.count, done + head / 2);
      target.values.fill(value, target.from + done, target.from + end);
      done = end;
      reader.at = at + size;
    } else {
      const groups = (head - 1) / 2;
      const take = Math.min(target.count - done, groups * 8);
      unpack(bytes.subarray(at, at + groups * width), width, {
        values: target.values,
        from: target.from + done,
        count: take,
      });
      done += take;
      reader.at = at + groups * width;
    }
  }
  return reader.at;
}

function unpack(
  bits: Buffer,
  width: number,
  { values, from, count }: { readonly values: Int32Array; readonly from: number; readonly count: number },
): void {
  if (width === 1)
    for (let at = 0; at < count; at++) values[from + at] = ((bits[at >> 3] as number) >> (at & 7)) & 1;
  else if (width === 8) for (let at = 0; at < count; at++) values[from + at] = bits[at] as number;
  else if (width === 16)
    for (let at = 0; at < count; at++)
      values[from + at] = (bits[2 * at] as number) | ((bits[2 * at + 1] as number) << 8);
  else {
    for (let at = 0; at < count; at++) {
      let value = 0;
      for (let bit = 0; bit < width; bit++) {
        const place = at * width + bit;
        value |= (((bits[place >> 3] as number) >> (place & 7)) & 1) << bit;
      }
      values[from + at] = value;
    }
  }
}

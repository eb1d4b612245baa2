import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** After so many reads the rest of the program has its turn. */
const readsInTurn = 256;

/** A file of which small pieces are read here and there, synchronously, which is a fifth of the price of other reads. */
export interface RandomAccess {
  /**
   * @returns the bytes, in a place that the next read uses again
   * @throws RangeError when the file ends before
   */
  read(from: number, length: number): Buffer;
  /** Where others are due, what to wait for between two reads. */
  turn(): Promise<void> | undefined;
}

/** Lends a file; it is closed afterwards. */
export async function withFile<T>(path: string, work: (file: RandomAccess) => Promise<T>): Promise<T> {
  const file = openSync(path, 'r');
  let room = Buffer.allocUnsafe(2 ** 16);
  let reads = 0;
  const read = (from: number, length: number): Buffer => {
    reads++;
    if (length > room.length) room = Buffer.allocUnsafe(2 * length);
    for (let at = 0; at < length;) {
      const more = readSync(file, room, at, length - at, from + at);
      if (more === 0) throw new RangeError(`${path} ends before ${from + length}`);
      at += more;
    }
    return room.subarray(0, length);
  };
  const turn = () => {
    if (reads < readsInTurn) return undefined;
    reads = 0;
    return setImmediate();
  };
  try {
    return await work({ read, turn });
  } finally {
    closeSync(file);
  }
}

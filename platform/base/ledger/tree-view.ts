import type { Db } from '#kernel/db';
import { rootOf, type Hash, type RangeRoot } from '#engines/merkle';
import * as store from './store.ts';

/** How many leaves lie under one stored chunk root. */
export const chunkSize = 256;

/**
 * The tree as it was at a size, with enough in memory to answer for every range that a proof asks about: the chunk
 * roots, and the leaves of the chunks that hold `places`. Reads size / 256 + 256 · places hashes.
 */
export async function viewTree(db: Db, size: number, places: readonly number[]): Promise<RangeRoot> {
  const chunks = await store.findChunks(db);
  const leaves = new Map<number, readonly Hash[]>();
  for (const place of [...places, size - 1]) {
    const chunk = Math.floor(Math.max(0, place) / chunkSize);
    if (leaves.has(chunk)) continue;
    const end = Math.min(size, (chunk + 1) * chunkSize);
    leaves.set(chunk, await store.findLeaves(db, chunk * chunkSize, end));
  }
  const leavesIn = (start: number, end: number): Hash => {
    const chunk = Math.floor(start / chunkSize);
    const offset = chunk * chunkSize;
    return rootOf(leaves.get(chunk) ?? [], start - offset, end - offset);
  };
  const chunkRoot = (chunk: number): Hash =>
    (chunk + 1) * chunkSize <= size
      ? (chunks[chunk] ?? leavesIn(chunk * chunkSize, (chunk + 1) * chunkSize))
      : leavesIn(chunk * chunkSize, size);
  return (start, end) => {
    const first = Math.floor(start / chunkSize);
    const last = Math.ceil(end / chunkSize);
    // A range of RFC 6962 either lies within one chunk or begins and, but for the tree's own end, ends with one.
    if (last - first === 1 && end - start < chunkSize) return leavesIn(start, end);
    return rootOf(Array.from({ length: last - first }, (_, index) => chunkRoot(first + index)));
  };
}

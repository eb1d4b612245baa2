import type { ServerResponse } from 'node:http';
import { whenOver } from './over.ts';
import type { Room } from './room.ts';
import type { Taken } from './taking.ts';

interface Wanted {
  /** The agreement. */
  readonly of: string;
  readonly rows: number;
}

/**
 * Reads rows where there is room for them, until their answer has left. The room is given back when the answer is over, but
 * never while the read goes on, for it holds rows whether anybody waits for them or not.
 * @returns undefined when whoever asked has gone: nothing is to leave
 * @throws Problem 429 `exchange.busy`
 */
export async function readInRoom(
  room: Room,
  raw: ServerResponse,
  { of, rows }: Wanted,
  read: () => Promise<Taken>,
): Promise<Taken | undefined> {
  const place = await room.take(of, rows);
  // Whoever has waited for long may wait no longer.
  if (raw.destroyed) {
    place.free();
    return undefined;
  }
  const standing = { over: false, read: false };
  const freeAtEnd = (): void => {
    if (standing.over && standing.read) place.free();
  };
  whenOver(raw, () => {
    standing.over = true;
    freeAtEnd();
  });
  try {
    const taken = await read();
    place.shrink(taken.rows.count);
    return raw.destroyed ? undefined : taken;
  } finally {
    standing.read = true;
    freeAtEnd();
  }
}

import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/**
 * The pieces of a COPY as they come. Who stops early leaves the rest to be read and thrown away here: until its end
 * the session takes no other statement.
 */
export async function* copiedOut(source: Readable): AsyncGenerator<Uint8Array> {
  let failed = false;
  try {
    for await (const piece of source.iterator({ destroyOnReturn: false })) yield piece as Uint8Array;
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    if (!failed && !source.readableEnded) {
      source.resume();
      await finished(source, { writable: false }).catch(() => undefined);
    }
  }
}

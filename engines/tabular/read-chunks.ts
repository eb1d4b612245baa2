import { open } from 'node:fs/promises';

/** One read: `bytes` are overwritten by the next, `total` is the size of the file. */
export interface Chunk {
  bytes: Buffer;
  total: number;
}

const CHUNK = 1 << 18;

/** A file in chunks of a quarter of a mebibyte through one buffer. */
export async function* readChunks(path: string, signal?: AbortSignal): AsyncGenerator<Chunk> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      yield { bytes: buffer.subarray(0, bytesRead), total: size };
    }
  } finally {
    await file.close();
  }
}

import { open } from 'node:fs/promises';
import { sniff, type Sniffed } from './sniff.ts';

const headBytes = 65_536;

/**
 * What the file at `path` is, from its first 64 KiB and the name it was handed in under.
 * @throws what the file system says when it cannot be read
 */
export async function sniffFile(path: string, filename: string): Promise<Sniffed> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return sniff(buffer.subarray(0, bytesRead), filename);
  } finally {
    await file.close();
  }
}

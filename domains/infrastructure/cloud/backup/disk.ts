import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Makes what was written or renamed survive a power loss. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export interface Measured {
  readonly sha256: string;
  readonly bytes: number;
}

/** Lets bytes through and says afterwards what they were. */
export function meter(): { readonly through: Transform; readonly read: () => Measured } {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, read: () => ({ sha256: hash.digest('hex'), bytes }) };
}

export async function measure(path: string, signal?: AbortSignal): Promise<Measured> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { ...(signal && { signal }) })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Writes through `steps` into a file that is synced at the end; what is measured is what lies in the file. */
export async function writeThrough(
  source: AsyncIterable<Uint8Array> | Readable,
  path: string,
  steps: readonly Transform[] = [],
  signal?: AbortSignal,
): Promise<Measured> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const metered = meter();
  const sink: Writable = createWriteStream(path, { mode: 0o600, flags: 'w', flush: true });
  const way = [source, ...steps, metered.through, sink] as unknown as [
    NodeJS.ReadableStream,
    NodeJS.WritableStream,
  ];
  await pipeline(way, { ...(signal && { signal }) });
  return metered.read();
}

/** A copy that is there whole or not at all; refuses to become another file than the one that was asked for. */
export async function copyWhole(from: string, to: string, signal?: AbortSignal): Promise<Measured> {
  const temporary = `${to}.${crypto.randomUUID()}.tmp`;
  try {
    const measured = await writeThrough(createReadStream(from), temporary, [], signal);
    await rename(temporary, to);
    return measured;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

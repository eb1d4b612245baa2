import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { hasPayload, putPayload } from './payload-store.ts';

/** Bytes of one piece at most; a line that breaks loses one piece. */
export const pieceBytes = 4 * 1024 ** 2;

export interface Piece {
  readonly node: string;
  readonly digest: string;
  /** Where in the file it begins. */
  readonly offset: number;
  /** Of the whole file. */
  readonly size: number;
  readonly bytes: Buffer;
}

export interface Progress {
  /** All of it is here, and is what its name says. */
  readonly complete: boolean;
  /** From where to go on. */
  readonly offset: number;
}

export const partialFolder = ({ config }: Pick<Context, 'config'>): string =>
  join(config.dataFolder, 'nodes-partial');

async function partial(context: Context, node: string, digest: string): Promise<string> {
  const folder = partialFolder(context);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${node}-${digest}`);
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

export async function progressOf(context: Context, node: string, digest: string): Promise<Progress> {
  if (await hasPayload(context.db, node, digest)) return { complete: true, offset: 0 };
  return { complete: false, offset: await sizeOf(await partial(context, node, digest)) };
}

/** The same piece twice is written to the same place. */
async function write(path: string, { offset, bytes }: Piece): Promise<void> {
  const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
  try {
    await file.write(bytes, 0, bytes.length, offset);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @throws Problem 422 `nodes.digest` when the bytes are not what they are called */
async function complete(context: Context, { node, digest, size }: Piece, path: string): Promise<Progress> {
  const file = await context.files.put(createReadStream(path), { maxBytes: context.config.MAX_UPLOAD_BYTES });
  if (file.id !== digest) {
    await rm(path, { force: true });
    await context.files.removeUnshared(file.id);
    throw new Problem(422, 'nodes.digest', texts.wrongDigest);
  }
  await putPayload(context.db, { node, digest, bytes: size, at: context.clock.now().toISOString() });
  await rm(path, { force: true });
  return { complete: true, offset: size };
}

/**
 * Takes a piece of a file. Broken off, it goes on from where it was, after a start of either side too.
 * @throws Problem 409 `nodes.offset` with the place from which to go on; 413 `files.too-large`; 422 `nodes.digest`
 */
export async function takePiece(context: Context, piece: Piece): Promise<Progress> {
  const { node, digest, offset, size, bytes } = piece;
  const most = context.config.MAX_UPLOAD_BYTES;
  if (size > most) throw new Problem(413, 'files.too-large', fill(texts.tooLarge, { bytes: most }));
  const known = await progressOf(context, node, digest);
  if (known.complete) return known;
  if (offset > known.offset || offset + bytes.length > size)
    throw new Problem(409, 'nodes.offset', texts.wrongOffset, { offset: known.offset });
  const path = await partial(context, node, digest);
  await write(path, piece);
  const here = Math.max(known.offset, offset + bytes.length);
  if (here < size) return { complete: false, offset: here };
  return complete(context, piece, path);
}

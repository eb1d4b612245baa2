import { createHash } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Log } from '../log.ts';
import { Problem } from '../problem.ts';
import type { Files, StoredFile } from './index.ts';
import { clearLeftovers, passingName } from './leftovers.ts';

const fileId = /^[0-9a-f]{64}$/;

const unknown = (id: string): Problem =>
  new Problem(404, 'files.unknown', { zh: `没有这个文件：${id}`, en: `There is no such file: ${id}` });

const tooLarge = (maxBytes: number): Problem =>
  new Problem(
    413,
    'files.too-large',
    {
      zh: `文件超过 ${maxBytes} 字节的上限，没有保存。`,
      en: `The file is larger than the limit of ${maxBytes} bytes; nothing was kept.`,
    },
    { maxBytes },
  );

const full = (): Problem =>
  new Problem(507, 'files.full', {
    zh: '存放文件的磁盘已满，没有保存。请腾出空间后重试。',
    en: 'The disk for files is full; nothing was kept. Free some space and try again.',
  });

const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | undefined)?.code ?? '');

/** A renamed or new entry survives a power loss only after its folder is synced too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Copies the stream into the open file. Leaves the stream open when it stops early: the caller may still answer through it. */
async function copy(stream: Readable, into: FileHandle, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
    size += bytes.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    hash.update(bytes);
    await into.appendFile(bytes);
  }
  await into.sync();
  return { id: hash.digest('hex'), size };
}

async function take(stream: Readable, temporary: string, maxBytes: number): Promise<StoredFile> {
  const handle = await open(temporary, 'wx', 0o640);
  try {
    return await copy(stream, handle, maxBytes);
  } finally {
    await handle.close();
  }
}

/** Stands beside a file whose bytes came more than once, so that nobody takes it away from another. */
const again = (target: string): string => `${target}.again`;

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Whether this is now the only name of the bytes; false when they stand there already. */
async function isFirst(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Gives the finished temporary file its lasting name, unless the same bytes are there already. */
async function settle(temporary: string, target: string, size: number): Promise<void> {
  const folder = dirname(target);
  const firstMade = await mkdir(folder, { recursive: true });
  while (!(await isFirst(temporary, target))) {
    await writeFile(again(target), '', { mode: 0o640 });
    const present = await stat(target).catch(() => undefined);
    if (present?.size === size) return rm(temporary);
    // Taken away in this moment: the bytes are put as new. Or cut short by a machine that went down: put over it.
    if (present) await rename(temporary, target);
    if (present) break;
  }
  await rm(temporary, { force: true });
  await syncFolder(folder);
  if (firstMade === undefined) return;
  await syncFolder(dirname(folder));
  await syncFolder(dirname(dirname(folder)));
}

/**
 * Files as content-addressed entries of a folder, `ab/cd/abcd…`. Bytes are written to a temporary file beside,
 * synced, and renamed, so a file is there whole or not at all.
 * @param options.folder made when missing; its own file system, since files are renamed within it
 */
export async function openFiles(options: { readonly folder: string; readonly log: Log }): Promise<Files> {
  const { folder, log } = options;
  const incoming = join(folder, 'incoming');
  const work = join(folder, 'work');
  for (const part of [incoming, work]) await mkdir(part, { recursive: true, mode: 0o700 });
  const cleared = (await clearLeftovers(incoming)) + (await clearLeftovers(work));
  if (cleared > 0) log.info({ cleared }, 'files: removed what an interrupted run left behind');

  const place = (id: string) => join(folder, id.slice(0, 2), id.slice(2, 4), id);

  async function put(stream: Readable, limits: Parameters<Files['put']>[1] = {}): Promise<StoredFile> {
    limits.signal?.throwIfAborted();
    // A stream may break before or after it is read here; its error then reaches the reader, never the process.
    stream.on('error', () => undefined);
    if (limits.signal) addAbortSignal(limits.signal, stream);
    const temporary = join(incoming, passingName());
    try {
      const stored = await take(stream, temporary, limits.maxBytes ?? Infinity);
      await settle(temporary, place(stored.id), stored.size);
      return stored;
    } catch (error) {
      await rm(temporary, { force: true });
      throw isFull(error) ? full() : error;
    }
  }

  async function path(id: string): Promise<string> {
    const found = fileId.test(id) ? await stat(place(id)).catch(() => undefined) : undefined;
    if (!found) throw unknown(id);
    return place(id);
  }

  return {
    put,
    path,
    async remove(id) {
      if (!fileId.test(id)) throw unknown(id);
      for (const each of [place(id), again(place(id))]) await rm(each, { force: true });
      await syncFolder(dirname(place(id))).catch(() => undefined);
    },
    async open(id) {
      const handle = await open(await path(id), 'r');
      return handle.createReadStream();
    },
    async removeUnshared(id) {
      const target = await path(id).catch(() => undefined);
      if (!target || (await isThere(again(target)))) return false;
      // Away first and then looked again: the same bytes may be put in this moment, and whoever put them keeps them.
      const away = join(incoming, passingName());
      await rename(target, away);
      const isShared = await isThere(again(target));
      if (isShared) await isFirst(away, target);
      await rm(away);
      return !isShared;
    },
    async workspace() {
      const own = join(work, passingName());
      await mkdir(own, { mode: 0o700 });
      return { folder: own, clear: () => rm(own, { recursive: true, force: true }) };
    },
  };
}

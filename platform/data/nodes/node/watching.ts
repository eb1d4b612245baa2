import { createReadStream, type Dirent, type Stats } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Context } from '#kernel/context';
import { envelopesAfter, lockChannel } from '../log/log-store.ts';
import { writeEnvelope } from '../log/write.ts';
import { findSeen, goneOn, putSeen, waitingFiles } from './file-store.ts';

const part = (context: Pick<Context, 'config'>, name: 'outbox' | 'waiting' | 'done', ...path: string[]) =>
  join(context.config.dataFolder, name, ...path);

export const deliveryChannel = (dataset: string): string => `up/delivery/${dataset}`;

const listed = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch(() => []);

/** What is still being written, or nobody meant to hand in. */
const isPassing = (name: string): boolean => name.startsWith('.') || /\.(part|tmp|crdownload)$/i.test(name);

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Folders for what the department may send. */
export async function layFolders(context: Context, datasets: readonly string[]): Promise<void> {
  for (const dataset of datasets) await mkdir(part(context, 'outbox', dataset), { recursive: true });
}

export interface PutFile {
  readonly node: string;
  readonly dataset: string;
  readonly name: string;
  /** Of the file among `files`. */
  readonly file: { readonly id: string; readonly size: number };
  /** What tells this file of the folder from any other, and its name where it waits. */
  readonly seen?: { readonly mark: string; readonly path: string };
}

/** A file becomes an envelope. Handed in again as the last of its dataset, it is the same one. @returns its number */
export const putFile = (context: Context, given: PutFile): Promise<number> =>
  context.transaction(async (tx) => {
    const { node, dataset, name, file, seen } = given;
    const channel = deliveryChannel(dataset);
    const position = await lockChannel(tx, node, channel);
    const [last] = await envelopesAfter(tx, position, { after: position.sequence - 1, limit: 1 });
    const same = seen === undefined && last?.header.payload === file.id && last.header.name === name;
    if (same) return last.header.sequence;
    const at = context.clock.now().toISOString();
    const { sequence } = await writeEnvelope(
      tx,
      { node, channel, kind: 'delivery', name, at },
      { file: file.id, bytes: file.size },
    );
    if (seen) await putSeen(tx, { ...seen, channel, sequence }, at);
    return sequence;
  });

/** One file of the folder: kept, made an envelope, moved to those that wait. After a crash between these it goes on. */
async function takeFile(context: Context, node: string, dataset: string, name: string): Promise<void> {
  const from = part(context, 'outbox', dataset, name);
  const { size, mtimeMs } = await stat(from);
  const file = await context.files.put(createReadStream(from));
  const mark = `${dataset}/${name}|${size}|${Math.round(mtimeMs)}|${file.id}`;
  const known = await findSeen(context.db, mark);
  const path = known?.path ?? `${Math.round(mtimeMs)}-${name}`;
  if (!known) await putFile(context, { node, dataset, name, file, seen: { mark, path } });
  await move(from, part(context, known && known.path === null ? 'done' : 'waiting', dataset, path));
}

type Sizes = Map<string, string>;
const looks = (found: Stats): string => `${found.size}|${found.mtimeMs}`;

/**
 * Looks once through the folders. A file is taken when it is as it was at the look before: nobody writes to it any more.
 * @param before what was seen then; left as it is seen now
 * @returns how many files were taken
 */
export async function watch(
  context: Context,
  {
    node,
    datasets,
    before,
  }: { readonly node: string; readonly datasets: readonly string[]; readonly before: Sizes },
): Promise<number> {
  let taken = 0;
  const now: Sizes = new Map();
  for (const dataset of datasets)
    for (const entry of (await listed(part(context, 'outbox', dataset))).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (!entry.isFile() || isPassing(entry.name)) continue;
      const path = part(context, 'outbox', dataset, entry.name);
      const found = await stat(path).catch(() => undefined);
      if (!found || found.size === 0) continue;
      if (before.get(path) === looks(found)) {
        await takeFile(context, node, dataset, entry.name);
        taken += 1;
      } else now.set(path, looks(found));
    }
  before.clear();
  for (const [path, size] of now) before.set(path, size);
  return taken;
}

/** What the city has receipted goes from the folder of those that wait to that of those that are done. */
export async function settleFiles(context: Context, channel: string, acknowledged: number): Promise<void> {
  const dataset = channel.split('/')[2] ?? '';
  for (const { mark, path } of await waitingFiles(context.db, channel, acknowledged)) {
    if (path === null) continue;
    await move(part(context, 'waiting', dataset, path), part(context, 'done', dataset, path)).catch(
      (error: unknown) => {
        if (!isMissing(error)) throw error;
      },
    );
    await goneOn(context.db, mark);
  }
}

/**
 * A file that waits and that the store knows nothing of was left by one that is lost: it goes back to be taken again. So
 * what a department handed in outlives the node's store until the city has receipted it.
 */
export async function recoverFiles(context: Context): Promise<number> {
  const known = new Set(
    (await waitingFiles(context.db)).map(({ channel, path }) => `${channel.split('/')[2]}/${path}`),
  );
  let count = 0;
  for (const { name: dataset } of await listed(part(context, 'waiting')))
    for (const { name } of await listed(part(context, 'waiting', dataset))) {
      if (known.has(`${dataset}/${name}`)) continue;
      await move(
        part(context, 'waiting', dataset, name),
        part(context, 'outbox', dataset, name.replace(/^\d+-/, '')),
      );
      count += 1;
    }
  return count;
}

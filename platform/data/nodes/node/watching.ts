import { randomBytes } from 'node:crypto';
import { createReadStream, type Dirent, type Stats } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { envelopesAfter, lockChannel } from '../log/log-store.ts';
import { writeEnvelope } from '../log/write.ts';
import { goneOn, putSeen, waitingFiles } from './file-store.ts';

type Folder = 'outbox' | 'waiting' | 'done' | 'refused';

const part = (context: Pick<Context, 'config'>, name: Folder, ...path: string[]) =>
  join(context.config.dataFolder, name, ...path);

export const deliveryChannel = (dataset: string): string => `up/delivery/${dataset}`;

const listed = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).then(
    (entries) => entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    () => [],
  );

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

const mostNameBytes = 200;

/** The end of a name that is too long for a folder together with what goes before it. */
function short(name: string): string {
  let from = 0;
  while (Buffer.byteLength(name.slice(from)) > mostNameBytes) from += 1;
  return name.slice(from);
}

/** A name of its own where it waits: by its time, so that several of one name go in their order and none lies on another. */
const waitingName = (name: string, { mtimeMs }: Stats): string =>
  `${String(Math.round(mtimeMs)).padStart(14, '0')}-${randomBytes(3).toString('hex')}-${short(name)}`;

const nameOf = (waiting: string): string => waiting.replace(/^\d+-[0-9a-f]{6}-/, '');

export interface PutFile {
  readonly node: string;
  readonly dataset: string;
  readonly name: string;
  /** Of the file among `files`. */
  readonly file: { readonly id: string; readonly size: number };
  /** Its name where it waits, when it came by the folder. */
  readonly waiting?: string;
}

/** A file becomes an envelope; the same as the last of its dataset is that one. @returns its number */
export const putFile = (context: Context, given: PutFile): Promise<number> =>
  context.transaction(async (tx) => {
    const { node, dataset, name, file, waiting } = given;
    const channel = deliveryChannel(dataset);
    const position = await lockChannel(tx, node, channel);
    const [last] = await envelopesAfter(tx, position, { after: position.sequence - 1, limit: 1 });
    const at = context.clock.now().toISOString();
    const isSame = last?.header.payload === file.id && last.header.name === name;
    const { sequence } = isSame
      ? last.header
      : await writeEnvelope(
          tx,
          { node, channel, kind: 'delivery', name, at },
          { file: file.id, bytes: file.size },
        );
    const mark = `${dataset}/${waiting}`;
    if (waiting !== undefined) await putSeen(tx, { mark, channel, sequence, path: waiting }, at);
    return sequence;
  });

type Sizes = Map<string, string>;
const looks = (found: Stats): string => `${found.size}|${found.mtimeMs}`;

interface Look {
  readonly node: string;
  readonly dataset: string;
  /** As each file was at the look before, and as it is at this one. */
  readonly before: Sizes;
  readonly now: Sizes;
}

/** As it was at the look before: nobody writes to it any more. */
const isQuiet = ({ before }: Look, path: string, found: Stats): boolean => before.get(path) === looks(found);

/** A quiet file goes from the folder to those that wait: whatever comes under its name now is another. */
async function layAside(context: Context, look: Look, name: string): Promise<void> {
  const from = part(context, 'outbox', look.dataset, name);
  const found = await stat(from);
  if (found.size === 0) return;
  if (!isQuiet(look, from, found)) {
    look.now.set(from, looks(found));
    return;
  }
  const to = part(context, 'waiting', look.dataset, waitingName(name, found));
  await move(from, to);
  look.now.set(to, looks(found));
}

/** A file that waits becomes an envelope, when it is still what it was: who had it open may have gone on writing. */
async function send(context: Context, look: Look, waiting: string): Promise<boolean> {
  const { node, dataset } = look;
  const path = part(context, 'waiting', dataset, waiting);
  const found = await stat(path);
  const again = (as: Stats) => {
    look.now.set(path, looks(as));
    return false;
  };
  if (!isQuiet(look, path, found)) return again(found);
  const file = await context.files.put(createReadStream(path), { maxBytes: context.config.MAX_UPLOAD_BYTES });
  const after = await stat(path);
  if (looks(after) !== looks(found)) return again(after);
  await putFile(context, { node, dataset, name: nameOf(waiting), file, waiting });
  return true;
}

/** What can never be sent goes aside; what could not be read is tried again at the next look. Neither stops the others. */
async function fail(context: Context, dataset: string, waiting: string, error: unknown): Promise<void> {
  if (isMissing(error)) return;
  const told = { err: error, dataset, file: waiting };
  if (!(error instanceof Problem) || error.status >= 500) {
    context.log.error(told, 'a file of the folder could not be taken');
    return;
  }
  await move(part(context, 'waiting', dataset, waiting), part(context, 'refused', dataset, waiting));
  context.log.warn({ ...told, code: error.code }, 'a file of the folder is refused and lies in `refused`');
}

/**
 * Looks once through the folders. A quiet file goes to `waiting` under a name of its own and becomes an envelope from there,
 * at the next look: so does what a crash, or a store that is lost, left there without one.
 * @param before what was seen then; left as it is seen now
 * @returns how many files became envelopes
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
  const known = new Set((await waitingFiles(context.db)).map(({ mark }) => mark));
  for (const dataset of datasets) {
    const look = { node, dataset, before, now };
    for (const { name } of await listed(part(context, 'waiting', dataset)))
      if (!known.has(`${dataset}/${name}`))
        taken += await send(context, look, name).then(Number, async (error: unknown) => {
          await fail(context, dataset, name, error);
          return 0;
        });
    for (const entry of await listed(part(context, 'outbox', dataset)))
      if (entry.isFile() && !isPassing(entry.name))
        await layAside(context, look, entry.name).catch((error: unknown) => {
          if (!isMissing(error)) context.log.error({ err: error, dataset }, 'a file could not be laid aside');
        });
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

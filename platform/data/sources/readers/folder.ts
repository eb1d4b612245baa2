import { constants, createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FolderSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { passing, refused } from './faults.ts';
import { inTurn, tables } from './file-names.ts';
import type { Delivery, Reader, Reading } from './reader.ts';

/**
 * The folder of a source: below the one that belongs to its department, reached by no link and no way up.
 * @throws SourceFault
 */
async function folderOf({ context, source }: Reading, path: string): Promise<string> {
  const root = context.config.SOURCES_FOLDER;
  if (root === undefined) throw refused(texts.faultNoFolders);
  if (path.split(/[\\/]/).includes('..')) throw refused(texts.faultPath);
  const own = join(root, source.owner);
  const wanted = join(own, path);
  const [real, realOwn] = await Promise.all([
    realpath(wanted).catch(() => undefined),
    realpath(own).catch(() => undefined),
  ]);
  if (real === undefined || realOwn === undefined)
    throw refused(texts.faultNoFolder, { path: join(source.owner, path) });
  // Where a link stands anywhere on the way, the real place is another than the written one.
  const straight = join(await realpath(root), source.owner, path).replace(/[/\\]+$/, '');
  if (real !== straight) throw refused(texts.faultPath);
  return real;
}

const sizeAndTime = async (path: string): Promise<string | undefined> => {
  const found = await lstat(path).catch(() => undefined);
  // A link could lead anywhere: it is no file here.
  return found?.isFile() ? `${found.size} ${found.mtimeMs}` : undefined;
};

/** Files that are wholly there: a marker stands beside them, or nothing wrote to them for a while. */
async function readyFiles(folder: string, settings: FolderSettings, now: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = new Set(entries.map(({ name }) => name));
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || !tables.test(entry.name)) continue;
    if (settings.ready === 'marker' && !names.has(`${entry.name}.ok`)) continue;
    const { mtimeMs, ctimeMs } = await lstat(join(folder, entry.name));
    // A copy may keep the time of the original: when the file itself was last changed counts as well.
    const still = now - Math.max(mtimeMs, ctimeMs) >= settings.quietSeconds * 1000;
    if (settings.ready === 'marker' || still) found.push(entry.name);
  }
  return found.toSorted(inTurn);
}

async function copy(from: string, to: string, signal: AbortSignal): Promise<void> {
  const before = await sizeAndTime(from);
  if (before === undefined) throw refused(texts.faultPath);
  const handle = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW);
  await pipeline(handle.createReadStream(), createWriteStream(to), { signal });
  if ((await sizeAndTime(from)) !== before) throw passing(texts.faultGrew);
}

/** Moves a file out of the way under a name that nothing there has. */
async function moveToDone(folder: string, name: string, stamp: string): Promise<void> {
  const done = join(folder, 'done');
  await mkdir(done, { recursive: true });
  if ((await realpath(done)) !== done) throw refused(texts.faultPath);
  const gone = (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  };
  await rename(join(folder, name), join(done, `${stamp}-${name}`)).catch(gone);
  await rename(join(folder, `${name}.ok`), join(done, `${stamp}-${name}.ok`)).catch(gone);
}

async function* read(reading: Reading): AsyncGenerator<Delivery> {
  const settings = FolderSettings.parse(reading.source.settings);
  const folder = await folderOf(reading, settings.path);
  // Files bear the time of the machine, whatever the platform's clock says.
  const names = await readyFiles(folder, settings, Date.now());
  const stamp = reading.context.clock
    .now()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '');
  for (const name of names)
    yield {
      filename: name,
      write: async (path) => {
        await copy(join(folder, name), path, reading.signal);
        return {};
      },
      settle: () => moveToDone(folder, name, stamp),
    };
}

/** Files laid into a folder by another system, each one delivery; what is taken is moved to `done`. */
export const folderReader: Reader = { isWhole: () => false, read };

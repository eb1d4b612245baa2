import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { Problem } from '../../problem.ts';

/** Who holds a folder. */
interface Holder {
  readonly pid: number;
  /** When the process started, as the system counts; null where it does not tell. A pid alone may be reused. */
  readonly started: string | null;
  readonly host: string;
  readonly token: string;
}

export interface FolderLock {
  /** Still ours: nobody has removed or replaced the file. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

const beatMs = 5_000;
/** A holder on another machine or in another container is believed dead after this silence. */
const silenceMs = 30_000;

/** Start time of a process in clock ticks since boot (proc(5), stat field 22), with the boot it belongs to. */
async function processStart(pid: number): Promise<string | null> {
  try {
    const stats = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // The name of the program, in brackets, may hold spaces; field 3 follows it.
    const ticks = stats.slice(stats.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot.trim()}:${ticks}`;
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function alive(holder: Holder, file: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const seen = await stat(file).catch(() => undefined);
    return seen !== undefined && Date.now() - seen.mtimeMs < silenceMs;
  }
  if (!exists(holder.pid)) return false;
  return holder.started === (await processStart(holder.pid));
}

function lockedBy(holder: Holder, file: string): Problem {
  return new Problem(
    503,
    'store.locked',
    {
      zh: `数据目录正被主机 ${holder.host} 上的进程 ${holder.pid} 使用（${file}）。请先停止该进程，或为本次启动另设 YAOJIANG_DATA。`,
      en: `The data folder is in use by process ${holder.pid} on ${holder.host} (${file}). Stop that process first, or give this start another YAOJIANG_DATA.`,
    },
    { pid: holder.pid, host: holder.host },
  );
}

/** A file cut short by a power loss names nobody: it counts as a stranger's, and dies of silence. */
const unreadable: Holder = { pid: 0, started: null, host: 'unknown', token: '' };

/** @returns undefined when there is no file any more */
async function readHolder(file: string): Promise<Holder | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return unreadable;
  }
}

/** `link` fails when the name exists: of many that try, one wins, and the file is whole from the start. */
async function claim(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Where the one stands who takes over from a holder. The name is the holder's own, so there is one place for it. */
function successorOf(file: string, holder: Holder): string {
  return `${file}.after-${holder.token}`;
}

/** The holder named by the file, and after it each who began to take over from the one before. */
async function succession(file: string): Promise<Holder[]> {
  const line: Holder[] = [];
  let next = await readHolder(file);
  while (next) {
    line.push(next);
    next = await readHolder(successorOf(file, next));
  }
  return line;
}

/**
 * Takes the folder over from the dead. Only who stands in the successor's place may replace the lock file, so a slow
 * one that still believes in an old death cannot remove a fresh lock: it finds the place taken, or, when that was
 * cleared by then, that the file names another.
 */
async function takeOver(file: string, dead: readonly Holder[], mine: Holder): Promise<boolean> {
  const last = dead.at(-1);
  const place = last && successorOf(file, last);
  if (!place || !(await claim(place, mine))) return false;
  const line = await succession(file);
  const entitled = line.length > 1 && line.at(-1)?.token === mine.token;
  if (entitled) {
    const draft = `${file}.${mine.token}`;
    await writeFile(draft, JSON.stringify(mine));
    await rename(draft, file);
    for (const one of line.slice(0, -1)) await rm(successorOf(file, one), { force: true });
  } else {
    await rm(place, { force: true });
  }
  return entitled;
}

/**
 * Holds a folder for this process, against a second start. The lock of a dead process is taken over.
 * @param file the lock file, beside the folder
 * @throws Problem `store.locked` with the holder's pid
 */
export async function lockFolder(file: string): Promise<FolderLock> {
  const token = randomUUID();
  const mine: Holder = {
    pid: process.pid,
    started: await processStart(process.pid),
    host: hostname(),
    token,
  };
  while (!(await claim(file, mine))) {
    const line = await succession(file);
    const last = line.at(-1);
    if (!last) continue;
    const seenAt = line.length > 1 ? successorOf(file, line[line.length - 2] ?? last) : file;
    if (await alive(last, seenAt)) throw lockedBy(last, file);
    if (await takeOver(file, line, mine)) break;
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, beatMs);
  beat.unref();
  const held = async (): Promise<boolean> => (await readHolder(file))?.token === token;
  return {
    held,
    release: async () => {
      clearInterval(beat);
      if (await held()) await rm(file, { force: true });
    },
  };
}

import { access, mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Problem } from '../../problem.ts';
import { assembleStore } from '../assemble.ts';
import { askStore } from '../canary.ts';
import { extensions } from '../extensions.ts';
import { asStoreError, fullProblem, unavailableProblem } from '../store-problem.ts';
import type { Store, StoreLog } from '../store.ts';
import { startEngine, type Engine } from './engine.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { EmbeddedSessions } from './sessions.ts';
import { keepUp } from './upkeep.ts';

export interface EmbeddedStoreOptions {
  readonly folder: string;
  readonly log: StoreLog | undefined;
  readonly statementTimeoutMs: number;
}

const patienceMs = 5000;
/** A loaded machine has been seen to need 16 seconds. */
const openWithinMs = 60_000;

const there = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Opens, and on first use makes, the database in `<folder>/postgres`, held by `<folder>/postgres.lock`. */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  const { folder, log, statementTimeoutMs } = options;
  await mkdir(folder, { recursive: true });
  const lock = await lockFolder(join(folder, 'postgres.lock'));
  const data = join(folder, 'postgres');
  const sessions = new EmbeddedSessions({ start: () => startIn(data), statementTimeoutMs, log });
  let stopUpkeep = async (): Promise<void> => undefined;
  const close = async (): Promise<void> => {
    try {
      await stopUpkeep();
      await sessions.end();
    } finally {
      await lock.release();
    }
  };
  const store = assembleStore('embedded', sessions, { health: () => checkHealth(sessions, lock), close });
  try {
    const known = await there(join(data, 'PG_VERSION'));
    if (!known)
      log?.info({ folder: data }, 'making the embedded database, once: about ten to thirty seconds');
    await layExtensions(sessions, log);
    await store.health();
    log?.info({ folder: data }, 'the embedded database is open');
    stopUpkeep = keepUp(sessions, log);
  } catch (error) {
    await store.close();
    throw asStoreError(error);
  }
  return store;
}

/** Opening writes at least one segment of the log, 16 MiB; without room for it the engine only says that it failed. */
const leastRoom = 16 * 1024 * 1024;

async function startIn(data: string): Promise<Engine> {
  await mkdir(data, { recursive: true });
  try {
    return await startEngine(data);
  } catch (error) {
    const { bavail, bsize } = await statfs(data);
    throw bavail * bsize < leastRoom ? fullProblem(error) : error;
  }
}

async function layExtensions(sessions: EmbeddedSessions, log: StoreLog | undefined): Promise<void> {
  const session = await sessions.acquire();
  try {
    await session.limit(0);
    const { rows } = await session.query('select extname as name from pg_extension');
    const known = new Set((rows as { name: string }[]).map((row) => row.name));
    for (const name of extensions.filter((extension) => !known.has(extension))) {
      log?.info({ extension: name }, 'adding an extension to the embedded database');
      await session.query(`create extension ${name}`);
    }
  } finally {
    await session.release(false);
  }
}

async function checkHealth(sessions: EmbeddedSessions, lock: FolderLock): Promise<void> {
  if (!(await lock.held())) {
    throw new Problem(503, 'store.lock-lost', {
      zh: '数据目录的锁文件已被移除或替换，可能有另一个进程在使用。请停止本进程。',
      en: 'The lock of the data folder was removed or replaced; another process may be using it. Stop this one.',
    });
  }
  const asked = askStore(() => sessions.acquire()).catch((error: unknown) => {
    throw asStoreError(error);
  });
  await Promise.race([asked, turnMissed(sessions)]);
}

/** Busy is not ill: who waits behind a long statement, which has its own time-out, is told that all is well. */
async function turnMissed(sessions: EmbeddedSessions): Promise<void> {
  for (let waited = 0; waited < openWithinMs; waited += patienceMs) {
    await setTimeout(patienceMs, undefined, { ref: false });
    if (sessions.lent) return;
  }
  throw unavailableProblem(new Error('the embedded database does not open'));
}

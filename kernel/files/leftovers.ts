import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stateOfProcess, thisProcess } from '../running-process.ts';

/** Nobody can see from here whether a process elsewhere lives; work of its this old is given up. */
const longestForeignWork = 48 * 3_600_000;

/** A name for passing work that says whose it is. */
export const passingName = (): string => `${thisProcess}~${randomUUID()}`;

async function abandoned(folder: string, name: string): Promise<boolean> {
  const state = stateOfProcess(name);
  if (state !== 'unknown') return state === 'gone';
  const found = await stat(join(folder, name)).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > longestForeignWork;
}

/**
 * Removes what processes that are gone left behind in a folder of `passingName` entries.
 * @returns how many entries went
 */
export async function clearLeftovers(folder: string): Promise<number> {
  let cleared = 0;
  for (const name of await readdir(folder)) {
    if (!(await abandoned(folder, name))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    cleared++;
  }
  return cleared;
}

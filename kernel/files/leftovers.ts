import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const host = hostname().replaceAll('~', '-');
/** Tells this run of the process from an earlier one that had the same number, as happens in containers. */
const run = randomUUID().slice(0, 8);
/** On a folder shared with other machines nobody can see whether their process lives; work this old is given up. */
const longestForeignWork = 48 * 3_600_000;

/** A name for passing work that says whose it is: `host~process~run~random`. */
export const passingName = (): string => `${host}~${process.pid}~${run}~${randomUUID()}`;

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function abandoned(folder: string, name: string): Promise<boolean> {
  const [owner, pid, ownersRun] = name.split('~');
  if (owner !== host) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    return found !== undefined && Date.now() - found.mtimeMs > longestForeignWork;
  }
  if (Number(pid) === process.pid) return ownersRun !== run;
  return !lives(Number(pid));
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

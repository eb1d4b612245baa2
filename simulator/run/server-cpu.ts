import { readFile, readdir } from 'node:fs/promises';

const ticksASecond = 100;

interface Stat {
  readonly parent: number;
  readonly own: number;
  readonly ended: number;
}

/** CPU seconds of a process and of its children that have ended (proc(5): fields 4 and 14 to 17). */
async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) / ticksASecond;
  return { parent: Number(fields[1]), own: ticks(11), ended: ticks(13) };
}

/** Processes whose parent it is; the kernel tells them at once where it was built to. */
async function childrenOf(pid: number): Promise<number[]> {
  const told = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => undefined);
  if (told !== undefined) return told.split(' ').filter(Boolean).map(Number);
  return (await readdir('/proc')).map(Number).filter((each) => each > 0);
}

/**
 * A meter of the CPU seconds that a PostgreSQL server on this machine has used, all its processes together.
 * Undefined where it cannot be read: another machine, or no /proc.
 * @param postmaster its first process
 */
export async function serverMeterOf(postmaster: number): Promise<(() => Promise<number>) | undefined> {
  if (!(await statOf(postmaster))) return undefined;
  let most = 0;
  return async () => {
    const first = await statOf(postmaster);
    const stats = await Promise.all((await childrenOf(postmaster)).map(statOf));
    const all = stats.reduce(
      (sum, stat) => (stat?.parent === postmaster ? sum + stat.own : sum),
      (first?.own ?? 0) + (first?.ended ?? 0),
    );
    // One that ends while we read is in neither sum for a moment.
    most = Math.max(most, all);
    return most;
  };
}

import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';

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

async function postmasterOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ text: string }>(`select pg_read_file('postmaster.pid') as text`);
    return Number(rows[0]?.text.split('\n')[0]);
  } finally {
    await client.end();
  }
}

/**
 * A meter of the CPU seconds that a PostgreSQL server on this machine has used, all its processes together.
 * Undefined where it cannot be read: another machine, or no /proc.
 */
export async function serverMeter(url: string): Promise<(() => Promise<number>) | undefined> {
  const postmaster = await postmasterOf(url).catch(() => undefined);
  if (postmaster === undefined || !(await statOf(postmaster))) return undefined;
  return async () => {
    const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
    const stats = await Promise.all(pids.map(async (pid) => ({ pid, stat: await statOf(pid) })));
    return stats.reduce((sum, { pid, stat }) => {
      if (pid === postmaster) return sum + (stat?.own ?? 0) + (stat?.ended ?? 0);
      return stat?.parent === postmaster ? sum + stat.own : sum;
    }, 0);
  };
}

import pg from 'pg';
import { serverMeterOf } from '#simulator';

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
  return postmaster === undefined ? undefined : serverMeterOf(postmaster);
}

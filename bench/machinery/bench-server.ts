import { tmpdir } from 'node:os';
import { startPostgres } from '../../tests/setup/postgres.ts';
import { createDatabase, dropDatabase } from '../../tests/setup/databases.ts';
import { PeerAbsent } from '../result.ts';

/** Lends an empty database on a server PostgreSQL to `work`; the server and the database go afterwards. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  // On the disk, as a city's is: in memory the trips would weigh more than they do.
  const server = await startPostgres(tmpdir());
  if (!server) throw new PeerAbsent('there is no server PostgreSQL with PostGIS here to measure on');
  const name = `bench_${process.pid}`;
  try {
    const url = await createDatabase(server.url, name);
    try {
      return await work(url);
    } finally {
      await dropDatabase(server.url, name);
    }
  } finally {
    server.stop();
  }
}

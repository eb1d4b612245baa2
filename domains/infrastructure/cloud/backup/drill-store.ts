import { sql } from 'kysely';
import type { Services } from '#kernel/context';

type Drilling = Pick<Services, 'config' | 'store' | 'log'>;

/**
 * An empty database beside the city's own.
 * @returns its address; undefined where there is no server or it does not let us make one
 */
export async function makeDatabase(
  { config, store, log }: Drilling,
  name: string,
): Promise<string | undefined> {
  if (config.DATABASE_URL === undefined) return undefined;
  try {
    await sql`create database ${sql.id(name)} template template0 encoding 'UTF8'`.execute(store.db);
  } catch (error) {
    log.warn(
      { err: error },
      'no database can be made for the drill: the city is restored into an embedded one',
    );
    return undefined;
  }
  const url = new URL(config.DATABASE_URL);
  url.pathname = `/${name}`;
  return url.href;
}

export const dropDatabase = ({ store }: Drilling, name: string): Promise<unknown> =>
  sql`drop database if exists ${sql.id(name)} with (force)`.execute(store.db);

import { isIP } from 'node:net';
import pg from 'pg';
import type { OutsideDatabase } from './outside-database.ts';

/** Somebody else's PostgreSQL. Errors are the driver's, with the database's code. */
export interface OutsidePostgres {
  rows<T extends Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Rows without the names of their columns, every value text. */
  cells(text: string, values?: readonly unknown[]): Promise<(string | null)[][]>;
  close(): Promise<void>;
}

const tlsOf = ({ tls, host }: OutsideDatabase) =>
  tls === 'off'
    ? false
    : { ...(isIP(host) === 0 ? { servername: host } : {}), rejectUnauthorized: tls === 'verify' };

export interface OutsidePostgresOptions extends OutsideDatabase {
  /** Milliseconds within which each statement must be answered, where it is written to; without it nothing can be written. */
  readonly writesWithinMs?: number;
}

/** Opens a session in which nothing can be written, whatever the account may, unless `writesWithinMs` is said. */
export async function openOutsidePostgres(options: OutsidePostgresOptions): Promise<OutsidePostgres> {
  const { address, port, database, user, password, timeoutMs, writesWithinMs } = options;
  const client = new pg.Client({
    host: address,
    port,
    database,
    user,
    password,
    connectionTimeoutMillis: timeoutMs,
    ssl: tlsOf(options),
    application_name: 'yaojiang',
    options: `-c default_transaction_read_only=${writesWithinMs === undefined ? 'on' : 'off'} -c datestyle=ISO -c intervalstyle=iso_8601`,
    // Of a server that says nothing more, too, the end is known; what it began there breaks off when the connection does.
    ...(writesWithinMs !== undefined && {
      query_timeout: writesWithinMs,
      statement_timeout: writesWithinMs,
      lock_timeout: Math.ceil(writesWithinMs / 2),
    }),
  });
  // A server that goes away is found by the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return {
    rows: async <T extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
      (await client.query<T>(text, [...values])).rows,
    cells: async (text, values = []) =>
      (await client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array' })).rows,
    close: () => client.end().catch(() => undefined),
  };
}

import pg from 'pg';

/** The address of another database on the same server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/**
 * Creates an empty database, or a copy of `template` (which nobody may be connected to), and gives its address.
 * @param server address of a database on the server whose user may create databases
 */
export async function createDatabase(server: string, name: string, template?: string): Promise<string> {
  const copy = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)} strategy file_copy`;
  await onServer(server, (client) => client.query(`create database ${pg.escapeIdentifier(name)}${copy}`));
  return databaseUrl(server, name);
}

/** Removes a database if it is there, ending whatever is still connected to it. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await onServer(server, (client) =>
    client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  );
}

/**
 * Creates the database `name` exactly once among all workers and runs of this server: the first comer fills it with
 * `fill`, the others wait for it. A filling that fails leaves nothing behind.
 * @param template that it is a copy of, to begin with
 */
export async function ensureDatabase(
  server: string,
  name: string,
  fill: (url: string) => Promise<void>,
  template?: string,
): Promise<string> {
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${pg.escapeIdentifier(unfinished)} with (force)`);
    await createDatabase(server, unfinished, template);
    await fill(databaseUrl(server, unfinished));
    await client.query(
      `alter database ${pg.escapeIdentifier(unfinished)} rename to ${pg.escapeIdentifier(name)}`,
    );
  });
  return databaseUrl(server, name);
}

/** The first row of a query that answers with text columns; empty where there is none. */
export async function queryOne(url: string, query: string): Promise<Record<string, string | null>> {
  return onServer(
    url,
    async (client) => (await client.query<Record<string, string | null>>(query)).rows[0] ?? {},
  );
}

async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

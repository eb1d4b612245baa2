import type { OutsidePostgres } from '#kernel/outside-postgres';
import { PostgresSettings, type DatabaseSettings } from '../settings.ts';
import { databaseReader, type OpenDatabase } from './database.ts';
import { queryOf, wantedColumns, type Query, type Wording } from './database-query.ts';
import { connect, databaseFault } from './postgres-link.ts';
import type { Reading } from './reader.ts';

const rowsAtOnce = 5000;
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const asText = (name: string): string => `${quote(name)}::text`;

const wording: Wording = {
  relation: (relation) => relation.split('.').map(quote).join('.'),
  column: quote,
  asText,
  asKey: (name) => `${asText(name)} collate "C"`,
  from: (rises) => `${rises} >= $1`,
  between: (rises) => [`${rises} >= $1`, `${rises} < $2::date + 1`],
};

async function typesOf(client: OutsidePostgres, relation: string): Promise<Map<string, string>> {
  const rows = await client.rows<{ name: string; type: string }>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
     where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [wording.relation(relation)],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** Rows piece by piece, by a cursor of the server: memory is one piece, however many there are. */
async function* streamed(client: OutsidePostgres, query: Query) {
  await client.rows(`declare pulled no scroll cursor for ${query.text}`, query.values);
  for (;;) {
    const rows = await client.cells(`fetch ${rowsAtOnce} from pulled`);
    if (rows.length === 0) return;
    yield rows;
  }
}

async function open(reading: Reading, settings: DatabaseSettings, mostMs: number): Promise<OpenDatabase> {
  const client = await connect(reading, settings);
  try {
    await client.rows(`set statement_timeout = ${Math.ceil(mostMs)}`);
    await client.rows('select set_config($1, $2, false)', ['timezone', reading.context.config.TIME_ZONE]);
    await client.rows('begin transaction isolation level repeatable read, read only');
  } catch (error) {
    await client.close();
    throw databaseFault(error);
  }
  return {
    columns: async () => wantedColumns(settings, await typesOf(client, settings.relation)),
    pieces: (columns) => streamed(client, queryOf(wording, settings, columns, reading)),
    close: () => client.close(),
  };
}

/** A table or view of a PostgreSQL database. */
export const postgresReader = databaseReader({
  settings: (settings) => PostgresSettings.parse(settings),
  open,
  fault: databaseFault,
});

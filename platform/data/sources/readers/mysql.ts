import type { OutsideMysql } from '#kernel/outside-mysql';
import { MysqlSettings, type DatabaseSettings } from '../settings.ts';
import { databaseReader, type OpenDatabase } from './database.ts';
import { queryOf, wantedColumns, type Wording } from './database-query.ts';
import { connectMysql, mysqlFault } from './mysql-link.ts';
import type { Reading } from './reader.ts';

const rowsAtOnce = 5000;
const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
const utf8 = (expression: string): string => `convert(${expression} using utf8mb4)`;

/** What a value of a type is as text. The server itself turns GBK and other characters into UTF-8. */
function textOf(type: string, name: string): string {
  const column = quote(name);
  if (/^bit\b/.test(type)) return utf8(`${column} + 0`);
  if (/binary|blob/.test(type)) return utf8(`lower(hex(${column}))`);
  if (/^(geometry|point|linestring|polygon|multi|geomet)/.test(type)) return utf8(`st_astext(${column})`);
  // A date of zeros says that there is none.
  if (/^(date|datetime|timestamp)\b/.test(type))
    return `(case when left(${utf8(column)}, 10) = '0000-00-00' then null else ${utf8(column)} end)`;
  return utf8(column);
}

/** Two keys that differ in a blank at the end, or in capitals, are two: so they are ordered as bytes. */
const wordingOf = (types: ReadonlyMap<string, string>): Wording => {
  const asText = (name: string) => textOf(types.get(name) ?? '', name);
  return {
    relation: (relation) => relation.split('.').map(quote).join('.'),
    column: quote,
    asText,
    asKey: (name) => `cast(${asText(name)} as binary)`,
    from: (rises) => `${rises} >= ?`,
    between: (rises) => [`${rises} >= ?`, `${rises} < date_add(?, interval 1 day)`],
  };
};

async function typesOf(client: OutsideMysql, relation: string): Promise<Map<string, string>> {
  const [table = '', schema = null] = relation.split('.').toReversed();
  const rows = await client.rows<{ name: string; type: string }>(
    `select column_name as name, column_type as type from information_schema.columns
     where table_schema = coalesce(?, database()) and table_name = ? order by ordinal_position`,
    [schema, table],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** The two makes name the limit of a statement differently, and only one counts it in seconds. */
async function limitTime(client: OutsideMysql, mostMs: number): Promise<void> {
  const [row] = await client.rows<{ version: string }>('select version() as version');
  const maria = /mariadb/i.test(row?.version ?? '');
  await client.rows(
    maria
      ? `set max_statement_time = ${Math.ceil(mostMs / 1000)}`
      : `set max_execution_time = ${Math.ceil(mostMs)}`,
  );
}

/** Hours and minutes that a time zone is ahead of UTC now: `+08:00`. */
function offsetOf(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    now,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') || '+00:00';
}

/** Instants are told in the city's time. Many servers know no names of zones: then by how far it is ahead today. */
async function setZone(client: OutsideMysql, { context }: Reading): Promise<void> {
  const { TIME_ZONE: zone } = context.config;
  await client.rows('set time_zone = ?', [zone]).catch(async (error: { errno?: number }) => {
    if (error.errno !== 1298) throw error;
    await client.rows('set time_zone = ?', [offsetOf(zone, context.clock.now())]);
  });
}

async function open(reading: Reading, settings: DatabaseSettings, mostMs: number): Promise<OpenDatabase> {
  const client = await connectMysql(reading, settings);
  try {
    await limitTime(client, mostMs);
    await setZone(client, reading);
    await client.rows('set session transaction isolation level repeatable read');
    await client.rows('start transaction with consistent snapshot, read only');
    const types = await typesOf(client, settings.relation);
    return {
      columns: async () => wantedColumns(settings, types),
      pieces: (columns) => {
        const { text, values } = queryOf(wordingOf(types), settings, columns, reading);
        return client.pieces(text, values, rowsAtOnce);
      },
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw mysqlFault(error);
  }
}

/** A table or view of a MySQL or MariaDB database. */
export const mysqlReader = databaseReader({
  settings: (settings) => MysqlSettings.parse(settings),
  open,
  fault: mysqlFault,
});

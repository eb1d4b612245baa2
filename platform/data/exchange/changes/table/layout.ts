import type { OutsidePostgres } from '#kernel/outside-postgres';
import type { Dataset } from '#platform/data/catalogue';
import type { Terms } from '../../odrl.ts';
import type { Lack } from './lacks.ts';

/** Name of a row for its agreement, and the agreement: only rows that bear it are ever changed or deleted. */
export const rowColumn = 'yaojiang_row';
export const agreementColumn = 'yaojiang_agreement';

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const relationOf = (table: string): string => table.split('.').map(quote).join('.');
/** Beside the table: how far each agreement has come. */
export const positionsOf = (table: string): string =>
  `${quote(table.split('.')[0] ?? '')}.${quote('yaojiang_exchange')}`;

interface Wanted {
  readonly name: string;
  /** Types that take it, besides text. */
  readonly types: readonly string[];
}

const typesFor: Readonly<Record<string, readonly string[]>> = {
  integer: ['bigint', 'integer', 'numeric'],
  number: ['numeric', 'double precision'],
  date: ['date'],
};

/** The columns that what leaves by an agreement needs; what is masked or a pseudonym is text, whatever it was. */
export function wantedOf({ fields }: Dataset, { items }: Terms, given: Iterable<string>): Wanted[] {
  const asIs = new Set(items.filter(({ decision }) => decision === 'grant').map(({ field }) => field));
  const types = new Map(fields.map(({ name, type }) => [name, typesFor[type] ?? []]));
  return [
    { name: rowColumn, types: [] },
    { name: agreementColumn, types: [] },
    ...[...given].map((name) => ({ name, types: asIs.has(name) ? (types.get(name) ?? []) : [] })),
  ];
}

export interface Layout {
  readonly lacks: readonly Lack[];
  /** Statements by which what is missing would be there; none where a type or a right must be changed. */
  readonly sql: readonly string[];
  /** Types of the columns, by name. */
  readonly types: ReadonlyMap<string, string>;
}

const isText = (type: string): boolean => type === 'text' || type.startsWith('character varying');

const lacksOf = (columns: ReadonlyMap<string, string>, wanted: readonly Wanted[]): Lack[] =>
  wanted.flatMap(({ name, types }): Lack[] => {
    const type = columns.get(name);
    if (type === undefined) return [{ kind: 'column', name, type: 'text' }];
    const base = type.replace(/\(.*\)$/, '');
    return isText(type) || types.includes(base)
      ? []
      : [{ kind: 'type', name, type: ['text', ...types].join(' | ') }];
  });

interface Seen extends Record<string, unknown> {
  readonly columns: Record<string, string> | null;
  readonly keyed: boolean;
  readonly writable: boolean;
  readonly positions: boolean;
  readonly positionable: boolean;
}

const may = (relation: string): string =>
  ['select', 'insert', 'update', 'delete']
    .map((right) => `coalesce(has_table_privilege(to_regclass(${relation}), '${right}'), false)`)
    .join(' and ');

const look = `select
  (select jsonb_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)) from pg_attribute a
   join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
   where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped) as columns,
  exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
   where i.indrelid = to_regclass($1) and i.indisunique and i.indisvalid and i.indpred is null
     and i.indnkeyatts = 1 and a.attname = '${rowColumn}') as keyed,
  ${may('$1')} as writable,
  to_regclass($2) is not null as positions,
  ${may('$2')} as positionable`;

const positionsSql = (table: string): string => `create table ${positionsOf(table)} (
  agreement text, relation text, turn bigint not null, position bigint not null, fields text[] not null,
  receipt text, written_at timestamptz, primary key (agreement, relation))`;

function statements(table: string, lacks: readonly Lack[], wanted: readonly Wanted[]): string[] {
  const relation = relationOf(table);
  const columns = wanted.map(({ name }) =>
    name === rowColumn
      ? `${quote(name)} text primary key`
      : `${quote(name)} text${name === agreementColumn ? ' not null' : ''}`,
  );
  return lacks.flatMap(({ kind, name }) => {
    if (kind === 'table') return [`create table ${relation} (\n  ${columns.join(',\n  ')})`];
    if (kind === 'column') return [`alter table ${relation} add column ${quote(name)} text`];
    if (kind === 'key') return [`create unique index on ${relation} (${quote(rowColumn)})`];
    return kind === 'positions' ? [positionsSql(table)] : [];
  });
}

function tableLacks(table: string, seen: Seen, wanted: readonly Wanted[]): Lack[] {
  if (seen.columns === null) return [{ kind: 'table', name: table, type: '' }];
  return [
    ...lacksOf(new Map(Object.entries(seen.columns)), wanted),
    ...(seen.keyed ? [] : [{ kind: 'key', name: rowColumn, type: '' } as const]),
    ...(seen.writable ? [] : [{ kind: 'right', name: table, type: '' } as const]),
  ];
}

function positionLacks(table: string, { positions, positionable }: Seen): Lack[] {
  if (positions && positionable) return [];
  return [{ kind: positions ? 'right' : 'positions', name: positionsOf(table), type: '' }];
}

/** Whether a table takes what is to be written there, and what is missing. It changes nothing. */
export async function layoutOf(
  database: OutsidePostgres,
  table: string,
  wanted: readonly Wanted[],
): Promise<Layout> {
  const [seen] = await database.rows<Seen>(look, [relationOf(table), positionsOf(table)]);
  if (!seen) throw new Error('a select without a table gave no row');
  const lacks = [...tableLacks(table, seen, wanted), ...positionLacks(table, seen)];
  const types = new Map(Object.entries(seen.columns ?? {}));
  return { lacks, sql: statements(table, lacks, wanted), types };
}

/** All statements or none. */
export async function lay(database: OutsidePostgres, { sql }: Layout): Promise<void> {
  await database.rows('begin');
  for (const statement of sql) await database.rows(statement);
  await database.rows('commit');
}

import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import { departmentFields, type RecordOf } from '#kernel/record';
import { maskValue } from '#kernel/record-server';
import { inventedRow } from './invented.ts';

export const organisations = ['330281-jxj', '330281-rsj', '330281-gaj'];
export const divisions = ['330281001001', '330281001002', '330281002001'];
export const people = ['policy-a', 'policy-b', 'policy-c'];

const columnOf = (record: RecordOf, name: string): string =>
  record.fields[name]?.column ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const one = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

/** Takes a table's own rules away, but its keys: rows of any kind may then lie in it, as policy must bear them. */
async function loosen({ db }: Context, record: RecordOf): Promise<void> {
  const table = record.table;
  const { rows: rules } = await sql<{ name: string }>`select conname as name from pg_constraint
    where conrelid = ${table}::regclass and contype in ('c', 'f')`.execute(db);
  for (const { name } of rules)
    await sql`alter table ${sql.table(table)} drop constraint if exists ${sql.id(name)}`.execute(db);
  const { rows: needed } = await sql<{ name: string }>`select attname as name from pg_attribute a
    where attrelid = ${table}::regclass and attnum > 0 and attnotnull and not atthasdef and attidentity = ''
      and not exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any(i.indkey))`.execute(
    db,
  );
  for (const { name } of needed)
    await sql`alter table ${sql.table(table)} alter column ${sql.id(name)} drop not null`.execute(db);
}

/**
 * Puts invented rows straight into a record's table, past the module's own rules: policy must hold for whatever is there.
 * @returns how many are in it afterwards
 */
export async function fill(context: Context, record: RecordOf, count: number): Promise<number> {
  await loosen(context, record);
  const generated = await generatedOf(context, record);
  const { division, own } = record.rights.scope ?? {};
  const [department, ...others] = departmentFields(record.rights.scope ?? {});
  for (let n = 0; n < count; n++) {
    const fixed = {
      ...(department ? { [department]: one(organisations, n) } : {}),
      ...Object.fromEntries(others.map((name, at) => [name, one(organisations, Math.floor(n / 3) + at)])),
      ...(division ? { [division]: one(divisions, n) } : {}),
      ...(own ? { [own]: one(people, n) } : {}),
    };
    const row = Object.entries(inventedRow(record, n, fixed));
    const given = row.filter(([name]) => !generated.has(columnOf(record, name)));
    await insert(context, record, Object.fromEntries(given));
  }
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from ${sql.table(record.table)}`.execute(context.db);
  return rows[0]?.n ?? 0;
}

/** Columns that the database makes of others, and takes from nobody. */
async function generatedOf({ db }: Context, { table }: RecordOf): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and attgenerated <> ''`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** What the table does not take (a number twice, a row that must belong to another) is left out. */
async function insert(context: Context, record: RecordOf, values: Record<string, unknown>): Promise<void> {
  const json = Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const kind = record.fields[name]?.kind;
      const place = kind === 'point' || kind === 'geometry';
      return [columnOf(record, name), place ? 'SRID=4490;POINT(121.1 30)' : value];
    }),
  );
  const names = sql.join(Object.keys(json).map((column) => sql.id(column)));
  const table = sql.table(record.table);
  await sql`insert into ${table} (${names})
    select ${names} from json_populate_record(null::${table}, ${JSON.stringify(json)}::json)`
    .execute(context.db)
    .catch((error: { code?: string }) => {
      if (!String(error.code).startsWith('23')) throw error;
    });
}

export type Row = Readonly<Record<string, unknown>>;

export interface Reader {
  readonly scope: 'own' | 'department' | 'division' | 'city';
  readonly id: string;
  readonly organisation: string;
  readonly division: string;
}

/** A published report: of the own unit, for all of the government, or sent to the own unit. */
const published = ({ organisation }: Reader, row: Row): boolean =>
  row['owner'] === organisation ||
  row['audience'] === 'government' ||
  (row['readers'] as readonly string[] | null)?.includes(organisation) === true;

/** Records whose module says in place of a scope which rows a reader has who does not have the whole city. */
const saidByModule: Readonly<Record<string, typeof published>> = {
  'reports.report': published,
  'reports.issue': published,
};

/** Said again, plainly, without the compiler: whether a row lies in what a reader reaches. No relation stands here. */
export function reaches({ id, rights }: RecordOf, reader: Reader, row: Row): boolean {
  const rule = rights.scope ?? {};
  const own = saidByModule[id];
  if (own) return reader.scope === 'city' || own(reader, row);
  const valueOf = (name: string | undefined): unknown => (name === undefined ? undefined : row[name]);
  if (rights.read === 'public' || rule.undivided) return true;
  const reached = {
    city: () => true,
    department: () => departmentFields(rule).some((name) => valueOf(name) === reader.organisation),
    own: () => valueOf(rule.own) === reader.id,
    division: () => String(valueOf(rule.division) ?? '').startsWith(reader.division),
  };
  return reached[reader.scope]();
}

/** A row as it must come to somebody without a right to see it unmasked. */
export const masked = (record: RecordOf, row: Row): Row =>
  Object.fromEntries(
    Object.entries(record.fields).map(([name, { sensitivity, mask }]) => {
      const hidden = sensitivity === 'personal' || sensitivity === 'sensitive';
      return [name, hidden ? (maskValue(row[name], mask) ?? null) : (row[name] ?? null)];
    }),
  );

export const fieldsOf = (record: RecordOf, row: Row): Row =>
  Object.fromEntries(Object.keys(record.fields).map((name) => [name, row[name] ?? null]));

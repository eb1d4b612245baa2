import type { OutsidePostgres } from '#kernel/outside-postgres';
import type { Source } from '../../granted-rows.ts';
import type { Changes } from '../feed.ts';
import { NotTaken } from '../not-taken.ts';
import { agreementColumn, positionsOf, quote, relationOf, rowColumn, type Layout } from './layout.ts';

/** What is written into a consumer's table in one transaction. */
export interface Writing {
  readonly table: string;
  readonly agreement: string;
  /** The turn to which it belongs: what is set or asked for anew has a later one. */
  readonly turn: number;
  readonly after: number;
  readonly next: number;
  readonly receipt: string;
  readonly changes: Pick<Changes, 'items'> & { readonly source: Pick<Source, 'shows'> };
}

interface Position extends Record<string, unknown> {
  readonly turn: number;
  readonly position: number;
  readonly fields: string[];
}
type Place = Pick<Writing, 'table' | 'agreement'>;

/** Its position, that nobody else moves until the transaction ends. */
async function lockPosition(database: OutsidePostgres, { table, agreement }: Place): Promise<Position> {
  const positions = positionsOf(table);
  await database.rows(
    `insert into ${positions} (agreement, relation, turn, position, fields) values ($1, $2, 0, 0, '{}')
     on conflict do nothing`,
    [agreement, table],
  );
  const [found] = await database.rows<Position>(
    `select turn::float8 as turn, position::float8 as position, fields from ${positions}
     where agreement = $1 and relation = $2 for update`,
    [agreement, table],
  );
  if (!found) throw new NotTaken('DB no-position');
  return found;
}

async function deleteAll(database: OutsidePostgres, { table, agreement }: Place): Promise<number> {
  const [told] = await database.rows<{ count: number }>(
    `with gone as (delete from ${relationOf(table)} where ${agreementColumn} = $1 returning 1)
     select count(*)::float8 as count from gone`,
    [agreement],
  );
  return told?.count ?? 0;
}

/** @returns whether there is anything to write: not what lies there already, as when word of it was lost */
async function begin(database: OutsidePostgres, writing: Writing, held: Position): Promise<boolean> {
  const { turn, after, next } = writing;
  if (held.turn > turn) throw new NotTaken('DB superseded');
  if (held.turn === turn && held.position >= next) return false;
  // Whoever took the position away, or laid back an old state, would miss what lies between.
  if (held.position < after) throw new NotTaken('DB no-position');
  // From the beginning nothing is said of what was gone by then: what lies there begins anew, too.
  if (held.turn < turn && after === 0) await deleteAll(database, writing);
  return true;
}

/** Items that are given no longer are emptied in all rows, also in those that do not come again. */
async function emptyFields(
  database: OutsidePostgres,
  { table, agreement, changes }: Writing,
  { fields, types }: Position & Pick<Layout, 'types'>,
): Promise<void> {
  const gone = fields.filter((name) => !changes.source.shows.has(name) && types.has(name));
  if (gone.length === 0) return;
  const empty = gone.map((name) => `${quote(name)} = null`).join(', ');
  await database.rows(`update ${relationOf(table)} set ${empty} where ${agreementColumn} = $1`, [agreement]);
}

async function put(database: OutsidePostgres, writing: Writing, types: Layout['types']): Promise<void> {
  const { table, agreement, changes } = writing;
  const rows = changes.items.flatMap(({ row, values }) => (values ? [{ row, values }] : []));
  if (rows.length === 0) return;
  const fields = [...changes.source.shows.keys()];
  const names = fields.map(quote);
  const cast = fields.map((name, at) => `v.c${at}::${types.get(name) ?? 'text'}`);
  const update = [agreementColumn, ...names].map((name) => `${name} = excluded.${name}`).join(', ');
  await database.rows(
    `insert into ${relationOf(table)} as t (${[rowColumn, agreementColumn, ...names].join(', ')})
     select ${['v.k', '$1', ...cast].join(', ')}
     from unnest(${['$2', ...fields.map((_, at) => `$${at + 3}`)].map((place) => `${place}::text[]`).join(', ')})
       as v(${['k', ...fields.map((_, at) => `c${at}`)].join(', ')})
     on conflict (${rowColumn}) do update set ${update} where t.${agreementColumn} = excluded.${agreementColumn}`,
    [
      agreement,
      rows.map(({ row }) => row),
      ...fields.map((name) => rows.map(({ values }) => values[name] ?? null)),
    ],
  );
}

async function take(database: OutsidePostgres, { table, agreement, changes }: Writing): Promise<void> {
  const gone = changes.items.filter(({ change }) => change === 'gone').map(({ row }) => row);
  if (gone.length === 0) return;
  await database.rows(
    `delete from ${relationOf(table)} where ${agreementColumn} = $1 and ${rowColumn} = any($2::text[])`,
    [agreement, gone],
  );
}

/**
 * Writes changes and the position in one transaction: what was written and is sent once more, because word of it was lost,
 * changes nothing, and what broke off is as if it had never begun.
 * @throws NotTaken; errors of the driver
 */
export async function write(
  database: OutsidePostgres,
  writing: Writing,
  { types }: Pick<Layout, 'types'>,
): Promise<void> {
  const { table, agreement, turn, next, receipt, changes } = writing;
  await database.rows('begin');
  const held = await lockPosition(database, writing);
  if (await begin(database, writing, held)) {
    await emptyFields(database, writing, { ...held, types });
    await put(database, writing, types);
    await take(database, writing);
    await database.rows(
      `update ${positionsOf(table)} set turn = $3, position = $4, fields = $5, receipt = $6, written_at = now()
       where agreement = $1 and relation = $2`,
      [agreement, table, turn, next, [...changes.source.shows.keys()], receipt],
    );
  }
  await database.rows('commit');
}

const isThere = async (database: OutsidePostgres, relation: string): Promise<boolean> =>
  (await database.rows('select where to_regclass($1) is not null', [relation])).length > 0;

/**
 * Deletes what an agreement has written, in one transaction, and lets no sending that was under way write there again.
 * @param place.turn a later one that has written there since has begun anew: what it wrote is left
 * @returns how many rows
 */
export async function empty(
  database: OutsidePostgres,
  place: Place & { readonly turn: number },
): Promise<number> {
  const { table, agreement, turn } = place;
  if (!(await isThere(database, relationOf(table)))) return 0;
  const positions = positionsOf(table);
  const isFenced = await isThere(database, positions);
  await database.rows('begin');
  if (isFenced) {
    const held = await lockPosition(database, place);
    if (held.turn > turn) {
      await database.rows('rollback');
      return 0;
    }
    await database.rows(
      `update ${positions} set turn = $3, position = 0, fields = '{}', receipt = null, written_at = now()
       where agreement = $1 and relation = $2`,
      [agreement, table, turn],
    );
  }
  const rows = await deleteAll(database, place);
  await database.rows('commit');
  return rows;
}

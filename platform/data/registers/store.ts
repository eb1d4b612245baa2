import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Origins } from './contract.ts';
import type { Member } from './drafts.ts';
import type { How } from './linked-shapes.ts';
import type { Confirmed } from './rules.ts';
import type { Subject } from './subjects.ts';

export interface MemberRow {
  dataset: string;
  row_key: string;
  entity: string;
  batch: string;
  row: number;
  at: string;
  confirms: Confirmed;
  /** Null when an equal number joined it. */
  how: How | null;
  /** Of an entity with several sides, which of them. */
  side: string | null;
}

interface JoinRunRow {
  batch: string;
  dataset: string;
  spoken_at: string;
  created: number;
  changed: number;
  unchanged: number;
  conflicts: number;
  through_row: number;
  /** When the check was made by which it joins; null of runs from before that was noted. */
  checked_at: string | null;
  finished_at: string | null;
}

type Tables = {
  'registers.member': MemberRow;
  'registers.join_run': JoinRunRow;
};

const tables = (db: Db) => db.withTables<Tables>();

/** An entity as it stands, attribute by attribute, by the names of the record's fields. */
export interface Standing {
  readonly id: string;
  /** Of a side: the person whose it is. Undefined of an entity that stands by itself. */
  readonly person?: string;
  readonly identifier: string;
  readonly values: Readonly<Record<string, string | null>>;
  readonly origins: Origins;
  /** The rows that are part of it. */
  readonly members: readonly Member[];
  readonly simulated: boolean;
}

/** Column of an attribute. */
export const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Entities that carry one of these identifiers; of a person with several sides, the side that carries it. */
export const findByIdentifiers = async (
  db: Db,
  subject: Subject,
  identifiers: readonly string[],
): Promise<Standing[]> => [
  ...(await findStanding(db, subject, subject.column, identifiers)),
  ...(subject.name === 'person' ? await findSides(db, 'number', identifiers) : []),
];

/** Entities by their ids, persons with several sides left out; and sides by theirs. */
export const findByIds = async (db: Db, subject: Subject, ids: readonly string[]): Promise<Standing[]> => [
  ...(await findStanding(db, subject, 'id', ids)),
  ...(subject.name === 'person' ? await findSides(db, 'id', ids) : []),
];

const memberJson = sql`json_build_object('dataset', m.dataset, 'key', m.row_key, 'batch', m.batch, 'row', m.row,
          'at', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'confirms', m.confirms)`;

async function findSides(db: Db, by: 'number' | 'id', keys: readonly string[]): Promise<Standing[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<
    Pick<Standing, 'id' | 'members' | 'simulated'> & {
      person: string;
      number: string | null;
      golden: Pick<Standing, 'values' | 'origins'>;
    }
  >`
    select s.id, s.person, s.number, s.golden, s.simulated,
      (select coalesce(json_agg(${memberJson}), '[]') from registers.member m where m.side = s.id) as members
    from registers.side s where ${sql.ref(by)} = any(${sql.val([...keys])}::text[])`.execute(db);
  return rows.map(({ number, golden, ...rest }) => ({ ...rest, identifier: number ?? '', ...golden }));
}

/** What is an entity's by itself: a person with sides has none. */
const alone = ({ name }: Subject) =>
  name === 'person' ? sql`not exists (select from registers.side s where s.person = e.id)` : sql`true`;

// oxlint-disable-next-line max-params -- where, what, by which column, which
async function findStanding(
  db: Db,
  subject: Subject,
  by: string,
  keys: readonly string[],
): Promise<Standing[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<
    Record<string, string | null> & { origins: Origins; members: Member[]; simulated: boolean }
  >`
    select id, ${sql.join(subject.attributes.map((name) => sql`${sql.ref(snake(name))}::text as ${sql.ref(name)}`))}, origins, simulated,
      (select coalesce(json_agg(${memberJson}), '[]') from registers.member m where m.entity = e.id) as members
    from ${sql.table(subject.table)} e
    where withdrawn_at is null and ${sql.ref(by)} = any(${sql.val([...keys])}::text[]) and ${alone(subject)}`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row['id'] ?? '',
    identifier: row[subject.identifier] ?? '',
    values: Object.fromEntries(subject.attributes.map((name) => [name, row[name] ?? null])),
    origins: row.origins,
    members: row.members,
    simulated: row.simulated,
  }));
}

/** Gives `count` new ids, in order. */
export async function newIds(db: Db, letter: 'P' | 'PN' | 'C' | 'H', count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ number: number }>`
    select nextval('registers.entity_number') as number from generate_series(1, ${count})`.execute(db);
  return rows.map(({ number }) => `${letter}${String(number).padStart(9, '0')}`);
}

/** Names of entities that the weightiest source itself gave them before, by their ids. */
export async function formerNames(
  db: Db,
  subject: Subject,
  chief: number,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; names: string[] }>`
    select id, array_agg(distinct name) as names from ${sql.table(`${subject.table}_history`)}
    where id = any(${sql.val([...ids])}::text[]) and (origins -> 'name' ->> 'authority')::int >= ${chief}
    group by id`.execute(db);
  return new Map(rows.map(({ id, names }) => [id, names]));
}

/** Of these rows of a dataset, those that a newer delivery than this has placed, and with which entity. */
export async function membersSince(
  db: Db,
  { dataset, at }: { readonly dataset: { readonly code: string }; readonly at: string },
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ row_key: string; entity: string }>`
    select row_key, coalesce(side, entity) as entity from registers.member
    where dataset = ${dataset.code} and row_key = any(${sql.val([...keys])}::text[]) and at > ${at}`.execute(
    db,
  );
  return new Map(rows.map(({ row_key: key, entity }) => [key, entity]));
}

const sameSide = sql`(coalesce(m.side, m.entity) = coalesce(excluded.side, excluded.entity))`;

/**
 * Notes which entity each row is part of; the newest delivery of a row wins, a late one of the same entity only adds
 * what it confirmed and no newer one did.
 */
export async function putMembers(
  db: Db,
  delivery: { readonly dataset: string; readonly batch: string; readonly at: string },
  members: readonly (Pick<MemberRow, 'row_key' | 'entity' | 'row' | 'confirms'> & {
    readonly how?: How;
    readonly side?: string | undefined;
  })[],
): Promise<void> {
  if (members.length === 0) return;
  const { dataset, batch, at } = delivery;
  const texts = (of: (member: (typeof members)[number]) => string) => sql.val(members.map(of));
  // Arrays rather than JSON: the database reads them in a third of the time.
  await sql`
    insert into registers.member as m (dataset, row_key, entity, side, batch, row, at, confirms, how)
    select ${dataset}, row_key, entity, nullif(side, ''), ${batch}, row, ${at}, confirms::jsonb, nullif(how, '')::jsonb
    from unnest(${texts((each) => each.row_key)}::text[], ${texts((each) => each.entity)}::text[],
      ${texts(({ side }) => side ?? '')}::text[],
      ${sql.val(members.map(({ row }) => row))}::integer[], ${texts(({ confirms }) => JSON.stringify(confirms))}::text[],
      ${texts(({ how }) => (how ? JSON.stringify(how) : ''))}::text[])
      as given (row_key, entity, side, row, confirms, how)
    on conflict (dataset, row_key) do update set entity = excluded.entity,
      side = excluded.side,
      batch = case when m.at <= excluded.at then excluded.batch else m.batch end,
      row = case when m.at <= excluded.at then excluded.row else m.row end,
      at = greatest(m.at, excluded.at),
      how = case when m.how is null and ${sameSide} then null else excluded.how end,
      confirms = case when not ${sameSide} then excluded.confirms
        when m.at <= excluded.at then m.confirms || excluded.confirms else excluded.confirms || m.confirms end
      where m.at <= excluded.at or (${sameSide} and excluded.confirms <> '{}')`.execute(db);
}

type RowOfEntity = Pick<MemberRow, 'dataset' | 'row_key' | 'entity'>;

/** Takes rows out of an entity. */
export async function removeMembers(db: Db, rows: readonly RowOfEntity[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    delete from registers.member m
    using json_to_recordset(${JSON.stringify(rows)}::json) as g (dataset text, row_key text, entity text)
    where m.dataset = g.dataset and m.row_key = g.row_key and coalesce(m.side, m.entity) = g.entity`.execute(
    db,
  );
}

/** Notes rows whose number is another's; those that are new or claim another entity than before (`dataset key`). */
export async function putClaims(
  db: Db,
  claims: readonly (RowOfEntity & { readonly batch: string })[],
): Promise<Set<string>> {
  const { rows } = await sql<{ dataset: string; row_key: string }>`
    insert into registers.claim as c (dataset, row_key, entity, batch)
    select distinct on (dataset, row_key) dataset, row_key, entity, batch
    from json_to_recordset(${JSON.stringify(claims)}::json) as g (dataset text, row_key text, entity text, batch text)
    on conflict (dataset, row_key) do update set entity = excluded.entity, batch = excluded.batch
      where c.entity <> excluded.entity
    returning dataset, row_key`.execute(db);
  return new Set(rows.map(({ dataset, row_key: key }) => `${dataset} ${key}`));
}

/** Ends the claims of rows that joined; the entities that they had claimed. */
export async function dropClaims(db: Db, dataset: string, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ entity: string }>`
    delete from registers.claim where dataset = ${dataset} and row_key = any(${sql.val([...keys])}::text[])
    returning entity`.execute(db);
  return [...new Set(rows.map(({ entity }) => entity))];
}

/** The rows of those of these entities that nobody claims any more. */
export async function unclaimedMembers(
  db: Db,
  entities: readonly string[],
): Promise<{ dataset: string; row_key: string; row: number }[]> {
  const { rows } = await sql<{ dataset: string; row_key: string; row: number }>`
    select m.dataset, m.row_key, m.row from registers.member m
    where (m.side = any(${sql.val([...entities])}::text[]) or (m.side is null and m.entity = any(${sql.val([...entities])}::text[])))
      and not exists (select from registers.claim c where c.entity = coalesce(m.side, m.entity))`.execute(db);
  return rows;
}

export const membersOf = (db: Db, entity: string): Promise<MemberRow[]> =>
  tables(db)
    .selectFrom('registers.member')
    .selectAll()
    .where('entity', '=', entity)
    .orderBy('dataset')
    .orderBy('row_key')
    .execute();

export const findJoinRun = (db: Db, batch: string): Promise<JoinRunRow | undefined> =>
  tables(db).selectFrom('registers.join_run').selectAll().where('batch', '=', batch).executeTakeFirst();

/** Whether a delivery of this dataset that is newer than this has joined, or begun to. */
export async function isLate(db: Db, dataset: string, at: string): Promise<boolean> {
  const { rows } = await sql`
    select from registers.join_run where dataset = ${dataset} and spoken_at > ${at} limit 1`.execute(db);
  return rows.length > 0;
}

/** Writes how far a batch has joined; figures are totals of the whole batch. */
export async function putJoinRun(db: Db, run: JoinRunRow): Promise<void> {
  const { batch, ...figures } = run;
  await tables(db)
    .insertInto('registers.join_run')
    .values(run)
    .onConflict((conflict) => conflict.column('batch').doUpdateSet({ batch, ...figures }))
    .execute();
}

/** The entity whose identifier is this one. */
export async function findIdByIdentifier(
  db: Db,
  subject: Subject,
  identifier: string,
): Promise<string | undefined> {
  const ofSides =
    subject.name === 'person'
      ? sql`union select person from registers.side where number = ${identifier}`
      : sql``;
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(subject.table)} where withdrawn_at is null and ${sql.ref(subject.column)} = ${identifier}
    ${ofSides}`.execute(db);
  return rows[0]?.id;
}

/** Where persons live, of those whose division is known. */
export async function divisionsOfPersons(db: Db, persons: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; division: string }>`
    select id, division from registers.person
    where withdrawn_at is null and division is not null and id = any(${[...persons]})`.execute(db);
  return new Map(rows.map(({ id, division }) => [id, division]));
}

import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Verdict } from '#platform/data/addresses';
import type { Origin } from './contract.ts';
import type { Subject } from './subjects.ts';

/** An entity whose address has to be looked at. */
export interface ToPlace {
  readonly id: string;
  readonly address: string;
  /** Digest of the address as it is written now. */
  readonly written: string;
  readonly origin: Origin | null;
  /** Village that the same dataset names. */
  readonly division: string | null;
  readonly simulated: boolean;
  /** What was made of it before, and to which row a finding went. */
  readonly before: {
    readonly verdict: Verdict;
    readonly dataset: string | null;
    readonly row_key: string | null;
  } | null;
}

/** Why an address is looked at: it is new or was changed; or it could not be placed when it was last looked at. */
export type Waiting = 'changed' | 'open';

const unplaced = sql`p.verdict not in ('placed', 'elsewhere')`;

const conditions = {
  changed: sql`(p.entity is null or p.written <> md5(e.address))`,
  open: sql`p.entity is not null and ${unplaced}`,
} as const;

/** How many could not be placed when they were last looked at. */
export async function countOpen(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from registers.placing p where ${unplaced}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The next that could not be placed when they were last looked at, in their order. */
export async function nextOpen(
  db: Db,
  { after, size }: { readonly after: string; readonly size: number },
): Promise<string[]> {
  const { rows } = await sql<{ entity: string }>`
    select p.entity from registers.placing p where p.entity > ${after} and ${unplaced} order by p.entity limit ${size}`.execute(
    db,
  );
  return rows.map(({ entity }) => entity);
}

/** Of these entities those of a kind whose address waits, in their order. */
export async function waitingOf(
  db: Db,
  subject: Subject,
  waiting: Waiting,
  entities: readonly string[],
): Promise<ToPlace[]> {
  const { rows } = await sql<{ entity: ToPlace }>`
    select json_build_object('id', e.id, 'address', e.address, 'written', md5(e.address),
      'origin', e.origins -> 'address', 'simulated', e.simulated,
      'division', case when e.origins -> 'division' ->> 'dataset' = e.origins -> 'address' ->> 'dataset' then e.division end,
      'before', case when p.entity is not null then
        json_build_object('verdict', p.verdict, 'dataset', p.dataset, 'row_key', p.row_key) end) as entity
    from ${sql.table(subject.table)} e left join registers.placing p on p.entity = e.id
    where e.id = any(${sql.val([...entities])}::text[]) and e.withdrawn_at is null and e.address is not null
      and ${conditions[waiting]}
    order by e.id`.execute(db);
  return rows.map(({ entity }) => entity);
}

export interface PlacedEntity {
  readonly id: string;
  readonly written: string;
  readonly verdict: Verdict;
  readonly code: string | null;
  readonly dataset: string | null;
  readonly row_key: string | null;
  readonly row: number | null;
}

/** Notes what was made of each address, and the code with the entity unless its address was changed meanwhile. */
export async function putPlaced(db: Db, subject: Subject, placed: readonly PlacedEntity[]): Promise<void> {
  if (placed.length === 0) return;
  const given = JSON.stringify(placed);
  await sql`
    insert into registers.placing as p (entity, written, verdict, dataset, row_key, row)
    select id, written, verdict, dataset, row_key, row from json_to_recordset(${given}::json)
      as g (id text, written text, verdict text, dataset text, row_key text, row integer)
    on conflict (entity) do update set written = excluded.written, verdict = excluded.verdict,
      dataset = excluded.dataset, row_key = excluded.row_key, row = excluded.row`.execute(db);
  await sql`
    update ${sql.table(subject.table)} e set address_code = g.code
    from json_to_recordset(${given}::json) as g (id text, written text, code text)
    where e.id = g.id and md5(e.address) = g.written and e.address_code is distinct from g.code`.execute(db);
}

/** The rows of entities, by entity and batch and row: which row of a department wrote a value. */
export async function rowKeysOf(
  db: Db,
  entities: readonly string[],
): Promise<Map<string, { readonly key: string; readonly row: number; readonly batch: string }[]>> {
  if (entities.length === 0) return new Map();
  const { rows } = await sql<{ entity: string; dataset: string; key: string; row: number; batch: string }>`
    select entity, dataset, row_key as key, row, batch from registers.member
    where entity = any(${sql.val([...entities])}::text[]) order by dataset, row_key`.execute(db);
  return Map.groupBy(rows, ({ entity, dataset }) => `${entity} ${dataset}`);
}

/** Whoever had the code that was merged goes on with the other. */
export async function moveCode(db: Db, code: string, into: string): Promise<void> {
  for (const table of ['registers.person', 'registers.company'])
    await sql`update ${sql.table(table)} set address_code = ${into} where address_code = ${code}`.execute(db);
}

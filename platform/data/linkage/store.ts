import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { AnyRecord, RecordOf } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import type { Compared } from './city.ts';
import type { PairState, Saying } from './names.ts';
import { Pair } from './records.ts';

interface Setting {
  readonly compared: Compared;
  readonly office: string;
}

export async function putSetting(db: Db, setting: Setting): Promise<void> {
  for (const [name, value] of Object.entries(setting))
    await sql`insert into linkage.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
      on conflict (name) do update set value = excluded.value`.execute(db);
}

export async function getSetting(db: Db): Promise<Setting> {
  const { rows } = await sql<{ setting: Setting }>`
    select jsonb_object_agg(name, value) as setting from linkage.setting`.execute(db);
  const [row] = rows;
  if (!row?.setting) throw new Error("the city's linkage.yaml was never read");
  return row.setting;
}

export interface ModelRow {
  readonly version: string;
  readonly state: string;
  readonly config: unknown;
  readonly parameters: unknown;
  readonly proposedBy: string;
}

const models = sql`select version, state, config, parameters, proposed_by as "proposedBy" from linkage.model`;

export async function modelInForce(db: Db): Promise<ModelRow | undefined> {
  return (await sql<ModelRow>`${models} where state = 'in-force'`.execute(db)).rows[0];
}

export async function modelOfJob(db: Db, job: string): Promise<ModelRow | undefined> {
  return (await sql<ModelRow>`${models} where job = ${job}`.execute(db)).rows[0];
}

export async function countModels(db: Db): Promise<number> {
  return (
    (await sql<{ count: number }>`select count(*)::int as count from linkage.model`.execute(db)).rows[0]
      ?.count ?? 0
  );
}

export async function findRun(
  db: Db,
  id: string,
): Promise<{ state: string; held: number; linked: number; asked: number; nothing: number } | undefined> {
  const { rows } = await sql<{ state: string; held: number; linked: number; asked: number; nothing: number }>`
    select state, held, linked, asked, nothing from linkage.run where id = ${id}`.execute(db);
  return rows[0];
}

export interface PairRow {
  readonly id: string;
  readonly dataset: string;
  readonly rowKey: string;
  /** Null: nobody of the register is found to be the row. */
  readonly person: string | null;
  readonly state: PairState;
  readonly band: string;
  /** Somebody said something of it, or took something back: no run changes it. */
  readonly touched: boolean;
}

const touched = sql`exists (select from linkage.decision d where d.pair = p.id)`;

/** Pairs of some rows of a dataset. */
export async function pairsOfRows(db: Db, dataset: string, keys: readonly string[]): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    select p.id, p.dataset, p.row_key as "rowKey", p.person, p.state, p.band, ${touched} as touched
    from linkage.pair p where p.dataset = ${dataset} and p.row_key = any(${[...keys]}::text[]) and p.twin is null`.execute(
    db,
  );
  return rows;
}

/** All pairs of rows without a usable number that stand. */
export async function standingPairs(db: Db): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    select p.id, p.dataset, p.row_key as "rowKey", p.person, p.state, p.band, ${touched} as touched
    from linkage.pair p where p.state <> 'gone' and p.twin is null order by p.id`.execute(db);
  return rows;
}

/** Pairs of two registered persons that stand, what was decided of them included. */
export async function standingTwins(db: Db): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    select p.id, p.dataset, p.row_key as "rowKey", p.person, p.state, p.band, ${touched} as touched
    from linkage.pair p where p.state <> 'gone' and p.twin is not null order by p.id`.execute(db);
  return rows;
}

export interface DecisionRow {
  readonly said: Saying;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly takenBack: boolean;
  /** No verdict: it took those before it back. */
  readonly takesBack: boolean;
}

export async function decisionsOf(db: Db, pair: string): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select said, reason, by, at, taken_back as "takenBack", takes_back as "takesBack" from linkage.decision where pair = ${pair} order by number`.execute(
    db,
  );
  return rows;
}

export async function addDecision(
  db: Db,
  pair: string,
  { said, reason, by, at, takenBack, takesBack }: DecisionRow,
): Promise<void> {
  await sql`insert into linkage.decision (pair, number, said, reason, by, at, taken_back, takes_back)
    select ${pair}, coalesce(max(number), 0) + 1, ${said}, ${reason}, ${by}, ${at}, ${takenBack}, ${takesBack}
    from linkage.decision where pair = ${pair}`.execute(db);
}

export async function takeBackAll(db: Db, pair: string): Promise<void> {
  await sql`update linkage.decision set taken_back = true where pair = ${pair}`.execute(db);
}

/** The row and all pairs of it but one, that wait for somebody. */
export async function othersOfRow(db: Db, pair: PairRow): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from linkage.pair where dataset = ${pair.dataset} and row_key = ${pair.rowKey} and id <> ${pair.id}
      and twin is null and state in ('waiting', 'confirming', 'disputed', 'unclear', 'nobody')`.execute(db);
  return rows.map(({ id }) => id);
}

export interface Progress {
  readonly waiting: number;
  readonly confirming: number;
  readonly disputed: number;
  readonly unclear: number;
  readonly decided: number;
  readonly simulated: boolean;
}

const within = (context: Context, permission: 'linkage:read' | 'linkage:decide') =>
  scopeCondition(planOf(Pair as AnyRecord as RecordOf), context, permission) ?? sql`true`;

const counts = sql`count(*) filter (where t.state = 'waiting')::int as waiting,
  count(*) filter (where t.state = 'confirming')::int as confirming,
  count(*) filter (where t.state = 'disputed')::int as disputed,
  count(*) filter (where t.state = 'unclear')::int as unclear,
  count(*) filter (where t.state in ('linked', 'different') and exists (
    select from linkage.decision d where d.pair = t.id and not d.taken_back))::int as decided,
  coalesce(bool_and(t.simulated), false) as simulated`;

/** As far as the reader may see. */
export async function progressFor(context: Context): Promise<Progress | undefined> {
  const { rows } = await sql<Progress>`
    select ${counts} from linkage.pair t where ${within(context, 'linkage:read')}`.execute(context.db);
  return rows[0];
}

export async function progressOf(db: Db, dataset: string): Promise<Progress | undefined> {
  const { rows } = await sql<Progress>`
    select ${counts} from linkage.pair t where t.dataset = ${dataset}`.execute(db);
  return rows[0];
}

/** The surest pair that the reader may decide, and of which they have not spoken; after the one just decided. */
export async function nextFor(
  context: Context,
  { settles, after }: { readonly settles: boolean; readonly after?: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select t.id from linkage.pair t
    where t.state = any(${['waiting', 'confirming', 'unclear', ...(settles ? ['disputed'] : [])]}::text[])
      and t.id <> ${after ?? ''} and ${within(context, 'linkage:decide')}
      and not exists (select from linkage.decision d where d.pair = t.id and d.by = ${context.actor.id} and not d.taken_back)
    order by t.state = 'unclear', t.weight desc, t.id limit 1`.execute(context.db);
  return rows[0]?.id ?? null;
}

/** Whether the reader may see a pair. */
export async function seenPair(context: Context, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from linkage.pair t where t.id = ${id} and ${within(context, 'linkage:read')}`.execute(context.db);
  return rows.length > 0;
}

/** Linked pairs of these persons. */
export async function linkedOf(db: Db, persons: readonly string[]): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    select p.id, p.dataset, p.row_key as "rowKey", p.person, p.state, p.band, ${touched} as touched
    from linkage.pair p where p.state = 'linked' and p.twin is null and p.person = any(${[...persons]}::text[]) order by p.id`.execute(
    db,
  );
  return rows;
}

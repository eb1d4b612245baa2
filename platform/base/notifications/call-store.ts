import { sql, type RawBuilder } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';

export interface TreeStep {
  /** Ids of accounts. */
  readonly people: readonly string[];
  /** How long they have to confirm before the next are told. */
  readonly minutes: number;
}

export interface TreeRow {
  readonly code: string;
  readonly organisation: string;
  readonly title: Text;
  readonly steps: readonly TreeStep[];
}

export interface CallRow {
  readonly id: string;
  readonly tree: string;
  readonly title: Text;
  readonly organisation: string;
  readonly words: string;
  readonly steps: readonly TreeStep[];
  readonly step: number;
  readonly state: 'calling' | 'confirmed' | 'exhausted';
  readonly begunAt: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
}

function within(actor: Actor): RawBuilder<unknown> {
  const scope = scopeOf(actor, 'notifications:trees');
  if (scope === 'city') return sql`true`;
  return scope === 'department' && actor.organisation
    ? sql`t.organisation = ${actor.organisation}`
    : sql`false`;
}

const title = sql`json_build_object('zh', t.title_zh, 'en', t.title_en) as title`;

export async function findTrees(db: Db, actor: Actor): Promise<TreeRow[]> {
  const { rows } =
    await sql<TreeRow>`select t.code, t.organisation, ${title}, t.steps from notifications.tree t
    where ${within(actor)} order by t.code limit 200`.execute(db);
  return rows;
}

export async function findTree(db: Db, actor: Actor, code: string): Promise<TreeRow | undefined> {
  const { rows } =
    await sql<TreeRow>`select t.code, t.organisation, ${title}, t.steps from notifications.tree t
    where t.code = ${code} and ${within(actor)}`.execute(db);
  return rows[0];
}

/** @returns false when the code is another organisation's */
export async function saveTree(tx: Db, tree: TreeRow & { readonly at: string }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into notifications.tree (code, organisation, title_zh, title_en, steps, changed_at)
    values (${tree.code}, ${tree.organisation}, ${tree.title.zh}, ${tree.title.en},
      ${JSON.stringify(tree.steps)}::jsonb, ${tree.at})
    on conflict (code) do update set title_zh = excluded.title_zh, title_en = excluded.title_en,
      steps = excluded.steps, changed_at = excluded.changed_at
    where tree.organisation = excluded.organisation`.execute(tx);
  return numAffectedRows === 1n;
}

const call = sql`c.id, c.tree, ${title}, c.organisation, c.words, c.steps, c.step, c.state, c.begun_at as "begunAt",
  c.confirmed_by as "confirmedBy", c.confirmed_at as "confirmedAt"`;

export async function insertCall(
  tx: Db,
  row: {
    readonly id: string;
    readonly tree: TreeRow;
    readonly words: string;
    readonly at: string;
    readonly by: string;
  },
): Promise<void> {
  await sql`insert into notifications.call (id, tree, organisation, words, steps, step, state, begun_at, begun_by, next_at)
    values (${row.id}, ${row.tree.code}, ${row.tree.organisation}, ${row.words},
      ${JSON.stringify(row.tree.steps)}::jsonb, -1, 'calling', ${row.at}, ${row.by}, ${row.at})`.execute(tx);
}

export async function lockCall(tx: Db, id: string): Promise<CallRow | undefined> {
  const { rows } = await sql<CallRow>`select ${call} from notifications.call c
    join notifications.tree t on t.code = c.tree where c.id = ${id} for update of c`.execute(tx);
  return rows[0];
}

export async function lockDueCalls(tx: Db, now: string): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`select ${call} from notifications.call c
    join notifications.tree t on t.code = c.tree where c.state = 'calling' and c.next_at <= ${now}
    order by c.next_at limit 50 for update of c skip locked`.execute(tx);
  return rows;
}

export async function findCalls(db: Db, actor: Actor): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`select ${call} from notifications.call c
    join notifications.tree t on t.code = c.tree where ${within(actor)}
    order by c.begun_at desc, c.id limit 100`.execute(db);
  return rows;
}

export async function saveCall(
  tx: Db,
  id: string,
  saved: { readonly step: number; readonly state: CallRow['state']; readonly nextAt: string | null },
): Promise<void> {
  await sql`update notifications.call set step = ${saved.step}, state = ${saved.state}, next_at = ${saved.nextAt}
    where id = ${id}`.execute(tx);
}

export async function confirmCall(tx: Db, id: string, by: string, at: string): Promise<void> {
  await sql`update notifications.call set state = 'confirmed', confirmed_by = ${by}, confirmed_at = ${at}, next_at = null
    where id = ${id}`.execute(tx);
}

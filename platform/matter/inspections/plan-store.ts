import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Drawn } from './rules.ts';
import type { Checklist, Pools } from './shapes.ts';

export interface PlanRow {
  readonly code: string;
  readonly title: string;
  readonly kind: string;
  readonly organisation: string;
  readonly wanted: number;
  readonly team: number;
  readonly state: 'planned' | 'sealed' | 'drawn';
  readonly simulated: boolean;
}

export async function findPlan(db: Db, code: string, lock = false): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`
    select code, title, kind, organisation, wanted, team, state, simulated from inspections.plan
    where code = ${code} and withdrawn_at is null ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

interface InspectorRow {
  readonly code: string;
  readonly organisation: string;
}

export async function findInspector(db: Db, code: string): Promise<InspectorRow | undefined> {
  const { rows } = await sql<InspectorRow>`
    select code, organisation from inspections.inspector
    where code = ${code} and withdrawn_at is null`.execute(db);
  return rows[0];
}

/** Inspectors of an organisation on duty, and with whom each has a conflict in this kind of inspection. */
export async function findPool(
  db: Db,
  organisation: string,
  kind: string,
): Promise<Pick<Pools, 'inspectors' | 'conflicts'>> {
  const inspectors = await sql<{ code: string }>`
    select code from inspections.inspector
    where organisation = ${organisation} and active and withdrawn_at is null order by code`.execute(db);
  const conflicts = await sql<{ inspector: string; object: string }>`
    select inspector, object from inspections.conflict
    where organisation = ${organisation} and kind = ${kind} and withdrawn_at is null
    order by inspector, object`.execute(db);
  return {
    inspectors: inspectors.rows.map(({ code }) => code),
    conflicts: conflicts.rows.map(({ inspector, object }) => [inspector, object]),
  };
}

/** Ids under which inspectors act, by code; who has no account is not there. */
export async function actorsOf(db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; actor: string }>`
    select i.code, a.id as actor from inspections.inspector i
    join identity.account_v1 a on a.account = i.account
    where i.code = any(${[...codes]}::text[])`.execute(db);
  return new Map(rows.map(({ code, actor }) => [code, actor]));
}

export interface DrawRow {
  readonly plan: string;
  readonly title: string;
  readonly pools: Pools;
  readonly digest: string;
  readonly commitment: string;
  readonly secret: string;
  readonly sealedAt: string;
  readonly sealedBy: string;
  readonly word: string | null;
  readonly result: readonly Drawn[];
  readonly drawnAt: string | null;
  readonly simulated: boolean;
}

const lineColumns = sql`d.plan, p.title, d.digest, d.commitment, d.secret, d.sealed_at as "sealedAt",
  d.sealed_by as "sealedBy", d.word, d.result, d.drawn_at as "drawnAt", p.simulated
  from inspections.draw d join inspections.plan p on p.code = d.plan`;
const drawColumns = sql`d.pools, ${lineColumns}`;

export async function findDraw(db: Db, plan: string): Promise<DrawRow | undefined> {
  const { rows } = await sql<DrawRow>`select ${drawColumns} where d.plan = ${plan}`.execute(db);
  return rows[0];
}

/** The latest hundred draws, sealed or drawn. */
export async function listDraws(db: Db): Promise<Omit<DrawRow, 'pools'>[]> {
  const { rows } = await sql<
    Omit<DrawRow, 'pools'>
  >`select ${lineColumns} order by d.sealed_at desc, d.plan limit 100`.execute(db);
  return rows;
}

export type Sealing = Pick<
  DrawRow,
  'plan' | 'pools' | 'digest' | 'commitment' | 'secret' | 'sealedAt' | 'sealedBy'
>;

export async function insertDraw(tx: Db, row: Sealing): Promise<void> {
  await sql`insert into inspections.draw (plan, pools, digest, commitment, secret, sealed_at, sealed_by)
    values (${row.plan}, ${JSON.stringify(row.pools)}::jsonb, ${row.digest}, ${row.commitment}, ${row.secret},
      ${row.sealedAt}, ${row.sealedBy})`.execute(tx);
}

export interface Opening {
  readonly plan: string;
  readonly word: string;
  readonly result: readonly Drawn[];
  readonly drawnAt: string;
  readonly drawnBy: string;
}

export async function saveDraw(tx: Db, { plan, word, result, drawnAt, drawnBy }: Opening): Promise<void> {
  await sql`update inspections.draw
    set word = ${word}, result = ${JSON.stringify(result)}::jsonb, drawn_at = ${drawnAt}, drawn_by = ${drawnBy}
    where plan = ${plan}`.execute(tx);
}

export async function saveResult(tx: Db, plan: string, result: readonly Drawn[]): Promise<void> {
  await sql`update inspections.draw set result = ${JSON.stringify(result)}::jsonb where plan = ${plan}`.execute(
    tx,
  );
}

/** Inspectors of an organisation who can do a visit now: on duty, and with an account that is open. */
export async function findStanding(db: Db, organisation: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; actor: string }>`select i.code, a.id as actor
    from inspections.inspector i join identity.account_v1 a on a.account = i.account and not a.suspended
    where i.organisation = ${organisation} and i.active and i.withdrawn_at is null order by i.code`.execute(
    db,
  );
  return new Map(rows.map(({ code, actor }) => [code, actor]));
}

export async function findChecklist(db: Db, code: string, version?: number): Promise<Checklist | undefined> {
  const { rows } = await sql<Checklist>`
    select code, version, title, items from inspections.checklist
    where code = ${code} and ${version === undefined ? sql`true` : sql`version = ${version}`}
    order by version desc limit 1`.execute(db);
  return rows[0];
}

/** Adds the next version where it says something else than the last. */
export async function putChecklist(
  tx: Db,
  { code, title, items }: Omit<Checklist, 'version'>,
  at: string,
): Promise<void> {
  const last = await findChecklist(tx, code);
  const said = (of: Pick<Checklist, 'title' | 'items'>) =>
    JSON.stringify([of.title.zh, of.title.en, of.items.map((each) => Object.entries(each).toSorted())]);
  if (last && said(last) === said({ title, items })) return;
  await sql`insert into inspections.checklist (code, version, title, items, added_at)
    values (${code}, ${(last?.version ?? 0) + 1}, ${JSON.stringify(title)}::jsonb, ${JSON.stringify(items)}::jsonb,
      ${at})`.execute(tx);
}

import { sql, type RawBuilder } from 'kysely';
import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Tenth } from '#engines/survival';
import type { Level } from '../judging/detectors.ts';
import type { Refusal } from './refusals.ts';

export interface Stratum {
  readonly kind: string;
  readonly simulated: boolean;
  readonly byClock: boolean;
}

export interface KeptRisk extends Stratum {
  readonly task: string;
  readonly owner: string;
  /** Instants as ISO texts. */
  readonly dueAt: string;
  readonly age: number;
  readonly until: number;
  readonly chance: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly median: number | null;
  readonly refused: Refusal | null;
}

export interface KeptKind extends Stratum {
  readonly count: number;
  readonly closed: number;
  readonly open: number;
  readonly tested: number;
  readonly brier: number | null;
  readonly base: number | null;
  readonly share: number | null;
  readonly tenths: readonly Tenth[];
}

/** Share that goes on after a time, in minutes. */
export type CurvePoint = readonly [time: number, survival: number];

export interface KeptCurve extends Stratum {
  /** Empty: of all owners. */
  readonly owner: string;
  readonly count: number;
  readonly closed: number;
  readonly apart: number | null;
  readonly points: readonly CurvePoint[];
}

export interface Kept {
  readonly asOf: string;
  readonly risks: readonly KeptRisk[];
  readonly kinds: readonly KeptKind[];
  readonly curves: readonly KeptCurve[];
}

const atOnce = 2000;

async function inParts<T>(
  rows: readonly T[],
  write: (part: RawBuilder<unknown>) => RawBuilder<unknown>,
  tx: Db,
) {
  for (let from = 0; from < rows.length; from += atOnce)
    await write(sql`${JSON.stringify(rows.slice(from, from + atOnce))}::jsonb`).execute(tx);
}

/** What was foretold last goes, and this stands in its place. */
export async function keepRisks(tx: Db, { asOf, risks, kinds, curves }: Kept): Promise<void> {
  await sql`delete from decision_support.risk`.execute(tx);
  await sql`delete from decision_support.risk_kind`.execute(tx);
  await sql`delete from decision_support.risk_curve`.execute(tx);
  await inParts(
    risks,
    (
      part,
    ) => sql`insert into decision_support.risk (task, kind, simulated, by_clock, owner, due_at, age, until, chance, lower,
        upper, median, refused, as_of)
      select task, kind, simulated, "byClock", owner, "dueAt", age, until, chance, lower, upper, median, refused, ${asOf}::timestamptz
      from jsonb_to_recordset(${part}) as r (task text, kind text, simulated boolean, "byClock" boolean, owner text,
        "dueAt" timestamptz, age float8, until float8, chance float8, lower float8, upper float8, median float8, refused text)`,
    tx,
  );
  await inParts(
    kinds,
    (
      part,
    ) => sql`insert into decision_support.risk_kind (kind, simulated, by_clock, count, closed, open, tested, brier, base,
        share, tenths, as_of)
      select kind, simulated, "byClock", count, closed, open, tested, brier, base, share, tenths, ${asOf}::timestamptz
      from jsonb_to_recordset(${part}) as r (kind text, simulated boolean, "byClock" boolean, count int, closed int, open int,
        tested int, brier float8, base float8, share float8, tenths jsonb)`,
    tx,
  );
  await inParts(
    curves,
    (
      part,
    ) => sql`insert into decision_support.risk_curve (kind, simulated, by_clock, owner, count, closed, apart, points)
      select kind, simulated, "byClock", owner, count, closed, apart, points
      from jsonb_to_recordset(${part}) as r (kind text, simulated boolean, "byClock" boolean, owner text, count int, closed int,
        apart float8, points jsonb)`,
    tx,
  );
}

/** Whose cases a reader sees: the city's all, a department's its own. */
function mine({ actor }: Context): RawBuilder<unknown> {
  if (scopeOf(actor, 'decision-support:read') === 'city') return sql`true`;
  return sql`t.owner = ${actor.organisation ?? null}`;
}

/** Whose tasks a reader opens: what a task is called may name people. */
function opens({ actor }: Context): RawBuilder<unknown> {
  const scopes = [scopeOf(actor, 'tasks:own'), scopeOf(actor, 'tasks:manage')];
  if (scopes.includes('city')) return sql`true`;
  return scopes.includes('department') ? sql`t.owner = ${actor.organisation ?? null}` : sql`false`;
}

export interface RiskAsked {
  readonly kind?: string | undefined;
  readonly owner?: string | undefined;
  readonly level?: Level | undefined;
  /** Instants: due from, and before. */
  readonly dueFrom?: string | undefined;
  readonly dueBefore?: string | undefined;
  readonly now: string;
}

export interface SeenRisk extends KeptRisk {
  readonly titleZh: string | null;
  readonly titleEn: string | null;
  readonly opensTask: boolean;
  readonly level: Level | null;
  readonly warning: string | null;
  readonly asOf: string;
}

const highest = sql`(array['red', 'orange', 'yellow', 'blue'])`;

/** Of what is foretold, what still holds: its case goes on, its clock runs, and its date is as it was and not past. */
const standing = (now: string): RawBuilder<unknown> => sql`
  from decision_support.risk r join tasks.task_v1 t on t.id = r.task
  left join lateral (select w.level, w.id from decision_support.warning w
    where w.subject = r.task and w.standing and w.withdrawn_at is null
    order by array_position(${highest}, w.level), w.id limit 1) w on true
  where t.closed_at is null and t.due_at = r.due_at and t.due_at >= ${now}::timestamptz`;

const seen = (context: Context): RawBuilder<unknown> => sql`
  select r.task, r.kind, r.simulated, r.by_clock as "byClock", t.owner, r.due_at as "dueAt", r.age, r.until, r.chance, r.lower,
    r.upper, r.median, r.refused, r.as_of as "asOf", ${opens(context)} as "opensTask", w.level, w.id as warning,
    case when ${opens(context)} then t.title_zh end as "titleZh", case when ${opens(context)} then t.title_en end as "titleEn"`;

const given = <V>(value: V | undefined, condition: (value: V) => RawBuilder<unknown>): RawBuilder<unknown> =>
  value === undefined ? sql`true` : condition(value);

/** Open cases by how likely they are to be late, those of which nothing can be said last. */
export async function listRisks(
  context: Context,
  asked: RiskAsked,
  { after, limit }: { readonly after: { chance: number; task: string } | undefined; readonly limit: number },
): Promise<SeenRisk[]> {
  const { rows } = await sql<SeenRisk>`${seen(context)} ${standing(asked.now)} and ${mine(context)}
      and ${given(asked.kind, (kind) => sql`r.kind = ${kind}`)}
      and ${given(asked.owner, (owner) => sql`t.owner = ${owner}`)}
      and ${given(asked.level, (level) => sql`w.level = ${level}`)}
      and ${given(asked.dueFrom, (from) => sql`r.due_at >= ${from}::timestamptz`)}
      and ${given(asked.dueBefore, (before) => sql`r.due_at < ${before}::timestamptz`)}
      and ${given(after, ({ chance, task }) => sql`(coalesce(r.chance, -1) < ${chance} or coalesce(r.chance, -1) = ${chance} and r.task > ${task})`)}
    order by coalesce(r.chance, -1) desc, r.task limit ${limit}`.execute(context.db);
  return rows;
}

export async function findRisk(context: Context, task: string, now: string): Promise<SeenRisk | undefined> {
  const { rows } =
    await sql<SeenRisk>`${seen(context)} ${standing(now)} and ${mine(context)} and r.task = ${task}`.execute(
      context.db,
    );
  return rows[0];
}

/** The curve of a kind as a whole, and that of an owner. */
export async function findCurves(
  db: Db,
  { kind, simulated, byClock }: Stratum,
  owner: string,
): Promise<KeptCurve[]> {
  const { rows } = await sql<KeptCurve>`
    select kind, simulated, by_clock as "byClock", owner, count, closed, apart, points from decision_support.risk_curve
    where kind = ${kind} and simulated = ${simulated} and by_clock = ${byClock} and owner in ('', ${owner})
    order by owner`.execute(db);
  return rows;
}

/** What is foretold of which kinds, and how good it has been. */
export async function listKinds(db: Db): Promise<(KeptKind & { readonly asOf: string })[]> {
  const { rows } = await sql<KeptKind & { readonly asOf: string }>`
    select kind, simulated, by_clock as "byClock", count, closed, open, tested, brier, base, share, tenths, as_of as "asOf"
    from decision_support.risk_kind order by kind, simulated, by_clock`.execute(db);
  return rows;
}

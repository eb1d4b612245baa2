import { sql } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Criterion, Fact, Scores } from './shapes.ts';

export interface PanelRow {
  readonly id: string;
  readonly matter: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly organisation: string;
  readonly wanted: number;
  readonly criteria: readonly Criterion[];
  readonly facts: readonly Fact[];
  readonly excluded: readonly string[];
  readonly state: 'scoring' | 'short' | 'complete' | 'dropped';
  readonly openedAt: string;
  readonly simulated: boolean;
}

export interface SeatRow {
  readonly account: string;
  readonly name: string;
  readonly state: 'asked' | 'given' | 'recused';
  readonly scores: Scores | null;
  readonly words: string | null;
}

const columns = sql`p.id, p.matter, p.title_zh as "titleZh", p.title_en as "titleEn", p.organisation, p.wanted, p.criteria,
  p.facts, p.excluded, p.state, p.opened_at as "openedAt", p.simulated`;

/** @returns false when the matter has its panel already */
export async function insertPanel(tx: Db, row: PanelRow): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into assessment.panel (id, matter, title_zh, title_en, organisation, wanted, criteria, facts, excluded,
      state, opened_at, simulated)
    values (${row.id}, ${row.matter}, ${row.titleZh}, ${row.titleEn}, ${row.organisation}, ${row.wanted},
      ${JSON.stringify(row.criteria)}::jsonb, ${JSON.stringify(row.facts)}::jsonb, ${[...row.excluded]}::text[],
      ${row.state}, ${row.openedAt}, ${row.simulated}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** A panel, locked: seats are drawn, given and counted one at a time. */
export async function lockPanel(tx: Db, id: string): Promise<PanelRow | undefined> {
  const { rows } =
    await sql<PanelRow>`select ${columns} from assessment.panel p where id = ${id} for update`.execute(tx);
  return rows[0];
}

/** The panel of a matter, locked. */
export async function lockPanelOf(tx: Db, matter: string): Promise<PanelRow | undefined> {
  const { rows } = await sql<PanelRow>`select ${columns} from assessment.panel p
    where matter = ${matter} for update`.execute(tx);
  return rows[0];
}

/** A panel of one's own organisation; any with the scope of the city. */
export async function findPanel(
  db: Db,
  actor: Actor,
  asked: { readonly id: string; readonly permission: string },
): Promise<PanelRow | undefined> {
  const whole = scopeOf(actor, asked.permission) === 'city';
  const { rows } = await sql<PanelRow>`select ${columns} from assessment.panel p
    where id = ${asked.id} and (${whole} or p.organisation = ${actor.organisation ?? ''})`.execute(db);
  return rows[0];
}

export async function seatsOf(db: Db, panel: string): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`select account, name, state, scores, words from assessment.seat
    where panel = ${panel} order by at, account`.execute(db);
  return rows;
}

/** Who may be drawn and has no seat yet, under the ids under which they act: the list may name them as they sign in. */
export async function poolOf(tx: Db, panel: PanelRow): Promise<{ account: string; name: string }[]> {
  const { rows } = await sql<{ account: string; name: string }>`
    select r.account, r.name from (
      select l.code, l.name, coalesce(a.id, l.account) as account from assessment.reviewer l
      left join identity.account_v1 a on a.account = l.account
      where l.active and l.withdrawn_at is null) r
    where r.account <> all(${[...panel.excluded]}::text[])
      and not exists (select 1 from assessment.seat s where s.panel = ${panel.id} and s.account = r.account)
    order by r.code`.execute(tx);
  return rows;
}

export async function insertSeat(
  tx: Db,
  panel: string,
  seat: { readonly account: string; readonly name: string; readonly at: string },
): Promise<void> {
  await sql`insert into assessment.seat (panel, account, name, state, at)
    values (${panel}, ${seat.account}, ${seat.name}, 'asked', ${seat.at})`.execute(tx);
}

export async function setSeat(
  tx: Db,
  at: { readonly panel: string; readonly account: string },
  seat: Pick<SeatRow, 'state' | 'scores' | 'words'>,
): Promise<void> {
  await sql`update assessment.seat set state = ${seat.state}, scores = ${seat.scores && JSON.stringify(seat.scores)}::jsonb,
    words = ${seat.words} where panel = ${at.panel} and account = ${at.account}`.execute(tx);
}

export async function setState(tx: Db, id: string, state: PanelRow['state']): Promise<void> {
  await sql`update assessment.panel set state = ${state} where id = ${id}`.execute(tx);
}

export async function completePanel(tx: Db, id: string, score: number, at: string): Promise<void> {
  await sql`update assessment.panel set state = 'complete', score = ${score}, completed_at = ${at}
    where id = ${id}`.execute(tx);
}

export async function panelsOf(db: Db, account: string): Promise<(PanelRow & { seat: SeatRow })[]> {
  const { rows } = await sql<PanelRow & { seat: SeatRow }>`select ${columns},
      json_build_object('account', s.account, 'name', s.name, 'state', s.state, 'scores', s.scores, 'words', s.words) as seat
    from assessment.seat s join assessment.panel p on p.id = s.panel
    where s.account = ${account} and p.state <> 'dropped' order by s.state = 'asked' desc, p.opened_at desc limit 100`.execute(
    db,
  );
  return rows;
}

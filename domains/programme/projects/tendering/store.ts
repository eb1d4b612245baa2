import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** What a contract costs now, and when its price was changed last: as signed, or after its last change. */
export interface Standing {
  readonly amountFen: number;
  readonly changedOn: string | null;
}

/** @param but a change that is left out of it: the one that is being written */
export async function standingOf(db: Db, contract: string, but = ''): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select coalesce(l.amount_fen, c.amount_fen)::float8 as "amountFen", l.changed_on::text as "changedOn"
    from projects.contract c left join lateral (
      select amount_fen, changed_on from projects.contract_change x
      where x.contract = c.number and x.withdrawn_at is null and x.number <> ${but}
      order by changed_on desc, number desc limit 1) l on true
    where c.number = ${contract} and c.withdrawn_at is null`.execute(db);
  return rows[0];
}

/** What the contracts of an undertaking come to now, but for one; what is to be signed is set aside. */
export async function contractedFor(db: Db, undertaking: string, but = ''): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(coalesce(l.amount_fen, c.amount_fen)), 0)::float8 as fen
    from projects.contract c left join lateral (
      select amount_fen from projects.contract_change x
      where x.contract = c.number and x.withdrawn_at is null order by changed_on desc, number desc limit 1) l on true
    where c.undertaking = ${undertaking} and c.number <> ${but} and c.withdrawn_at is null`.execute(db);
  return rows[0]?.fen ?? 0;
}

export interface Under {
  /** What was signed under it. */
  readonly fen: number;
  /** How many contracts are of it, those to be signed among them. */
  readonly contracts: number;
}

/** The contracts of a tender, but for one. */
export async function contractsUnder(db: Db, tender: string, but = ''): Promise<Under> {
  const { rows } = await sql<Under>`
    select coalesce(sum(amount_fen) filter (where signed_on is not null), 0)::float8 as fen,
      count(*)::int as contracts
    from projects.contract where tender = ${tender} and number <> ${but} and withdrawn_at is null`.execute(
    db,
  );
  return rows[0] ?? { fen: 0, contracts: 0 };
}

export async function changesOf(db: Db, contract: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from projects.contract_change
    where contract = ${contract} and withdrawn_at is null`.execute(db);
  return rows[0]?.n ?? 0;
}

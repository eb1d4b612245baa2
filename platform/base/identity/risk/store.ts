import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Assessed } from './rules.ts';
import type { Whence } from './whence.ts';

export interface RiskRow extends Assessed {
  readonly id: string;
  readonly at: string;
  readonly account: string | null;
  readonly whence: Whence | undefined;
  readonly simulated: boolean;
}

export async function insertRisk(
  tx: Db,
  { id, at, kind, level, reason, account, whence }: RiskRow,
): Promise<void> {
  await sql`insert into identity.risk (id, at, kind, level, account, place, device, reason_zh, reason_en)
    values (${id}, ${at}, ${kind}, ${level}, ${account}, ${whence?.place ?? null}, ${whence?.device ?? null},
      ${reason.zh}, ${reason.en})`.execute(tx);
}

/** Whether the same was put down since: a spray is one thing however many names it tries. */
export async function knownSince(
  tx: Db,
  { kind, place, since }: { readonly kind: string; readonly place: string | null; readonly since: string },
): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.risk
    where kind = ${kind} and at >= ${since} and (${place}::text is null or place = ${place}) limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Puts a failure down and counts. @returns names tried from the network, and failures of the city, since then */
export async function countFailures(
  tx: Db,
  failure: { readonly at: string; readonly place: string; readonly nameDigest: string },
  { since, forget }: { readonly since: string; readonly forget: string },
): Promise<{ names: number; all: number }> {
  await sql`delete from identity.sign_in_failure where at < ${forget}`.execute(tx);
  await sql`insert into identity.sign_in_failure (at, place, name_digest)
    values (${failure.at}, ${failure.place}, ${failure.nameDigest})`.execute(tx);
  const { rows } = await sql<{ names: number; all: number }>`
    select count(distinct name_digest) filter (where place = ${failure.place})::int as names, count(*)::int as all
    from identity.sign_in_failure where at >= ${since}`.execute(tx);
  return rows[0] ?? { names: 0, all: 0 };
}

/** Remembers with what and from where an account was used. @returns what was new, and whether it was used before at all */
export async function remember(
  tx: Db,
  account: string,
  { place, device }: Whence,
  at: string,
): Promise<{ usedBefore: boolean; newDevice: boolean; newPlace: boolean }> {
  const { rows } = await sql<{ kind: string; what: string }>`
    select kind, what from identity.familiar where account = ${account}`.execute(tx);
  await sql`insert into identity.familiar (account, kind, what, first_at, last_at)
    values (${account}, 'device', ${device}, ${at}, ${at}), (${account}, 'place', ${place}, ${at}, ${at})
    on conflict (account, kind, what) do update set last_at = excluded.last_at`.execute(tx);
  const knows = (kind: string, what: string) => rows.some((row) => row.kind === kind && row.what === what);
  return {
    usedBefore: rows.length > 0,
    newDevice: !knows('device', device),
    newPlace: !knows('place', place),
  };
}

/** @returns how many rows are gone */
export async function forgetRisks(tx: Db, before: string): Promise<number> {
  const { numAffectedRows } = await sql`delete from identity.risk where at < ${before}`.execute(tx);
  await sql`delete from identity.familiar where last_at < ${before}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

export async function closeRisk(
  tx: Db,
  id: string,
  seen: { readonly at: string; readonly by: string; readonly finding: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identity.risk set seen_at = ${seen.at}, seen_by = ${seen.by}, finding = ${seen.finding},
      revision = revision + 1 where id = ${id} and seen_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

import { sql } from 'kysely';
import { oneAtATime, type Db } from '#kernel/db';

interface Claim {
  readonly subjectDigest?: string;
  readonly numberDigest?: string;
}

/** A conflict that waits already about the same claim; nobody else opens one at the same time. */
export async function findSameOpen(
  tx: Db,
  {
    byWayOf,
    subjectDigest = null,
    numberDigest = null,
  }: { readonly byWayOf: string } & {
    readonly [K in keyof Claim]?: string | null;
  },
): Promise<string | undefined> {
  await oneAtATime(tx, `identity.conflict ${subjectDigest ?? ''} ${numberDigest ?? ''}`);
  const { rows } = await sql<{ id: string }>`
    select c.id from identity.conflict c join identity.conflict_claim m on m.conflict = c.id
    where c.state = 'open' and c.by_way_of = ${byWayOf} and m.subject_digest is not distinct from ${subjectDigest}
      and m.number_digest is not distinct from ${numberDigest}`.execute(tx);
  return rows[0]?.id;
}

export async function insertClaim(tx: Db, conflict: string, claim: Claim): Promise<void> {
  await sql`insert into identity.conflict_claim (conflict, subject_digest, number_digest)
    values (${conflict}, ${claim.subjectDigest ?? null}, ${claim.numberDigest ?? null})`.execute(tx);
}

export async function findClaim(
  tx: Db,
  conflict: string,
): Promise<{ subjectDigest: string | null; numberDigest: string | null }> {
  const { rows } = await sql<{ subjectDigest: string | null; numberDigest: string | null }>`
    select subject_digest as "subjectDigest", number_digest as "numberDigest" from identity.conflict_claim
    where conflict = ${conflict}`.execute(tx);
  return rows[0] ?? { subjectDigest: null, numberDigest: null };
}

/**
 * Takes a number from whichever other account had it, which is then as unsure as one that never had one.
 * @returns the person that it was tied to
 */
export async function freeNumber(tx: Db, numberDigest: string, keep: string): Promise<string | null> {
  const { rows } = await sql<{ account: string; person: string | null }>`
    delete from identity.citizen where number_digest = ${numberDigest} returning account, person`.execute(tx);
  const others = rows.map(({ account }) => account).filter((account) => account !== keep);
  await sql`delete from identity.assurance where account = any(${others}::text[])`.execute(tx);
  await sql`delete from identity.citizen where account = ${keep}`.execute(tx);
  return rows[0]?.person ?? null;
}

import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Outcome } from './evaluation/outcome.ts';
import type { EvidenceFile } from './shapes.ts';

/** Codes of the schemes that stand. */
export async function listSchemeCodes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from performance.scheme where withdrawn_at is null order by code`.execute(db);
  return rows.map(({ code }) => code);
}

/** How much of its evidence a unit has neither handed in nor had scored. */
export async function countWaiting(db: Db, scheme: string, unit: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from performance.judgement
    where scheme = ${scheme} and unit = ${unit} and state = 'waiting' and withdrawn_at is null`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Points of one kind that a unit has, without their sign, and in how many parts. */
export async function sumAdjusted(
  db: Db,
  { scheme, unit, criterion }: { readonly scheme: string; readonly unit: string; readonly criterion: string },
): Promise<{ points: number; count: number }> {
  const { rows } = await sql<{ points: number; count: number }>`
    select coalesce(sum(abs(score)), 0)::float as points, count(*)::int as count from performance.judgement
    where scheme = ${scheme} and unit = ${unit} and criterion = ${criterion} and withdrawn_at is null`.execute(
    db,
  );
  return rows[0] ?? { points: 0, count: 0 };
}

export interface JudgementFound {
  readonly id: string;
  readonly unit: string;
  readonly kind: 'evidence' | 'bonus' | 'deduction';
  readonly criterion: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly evidence: string | null;
  readonly files: EvidenceFile[] | null;
  readonly selfScore: number | null;
  readonly score: number | null;
  readonly reason: string | null;
}

/** How many matters were issued in a year. */
export async function countMatters(db: Db, year: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct number)::int as n from performance.supervision
    where number like ${`DC-${year}-%`}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Number of the first matter of an office that bears a title. */
export async function findMatter(db: Db, office: string, title: string): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select number from performance.supervision where office = ${office} and title = ${title}
      and withdrawn_at is null order by number limit 1`.execute(db);
  return rows[0]?.number;
}

/** All that was judged in a scheme. */
export async function listJudged(db: Db, scheme: string): Promise<JudgementFound[]> {
  const { rows } = await sql<JudgementFound>`
    select id, unit, kind, criterion, title_zh as "titleZh", title_en as "titleEn", evidence, files,
      self_score as "selfScore", score, why as reason
    from performance.judgement where scheme = ${scheme} and withdrawn_at is null order by id`.execute(db);
  return rows;
}

/** The newest version of a scheme's result. */
export async function findNewest(
  db: Db,
  scheme: string,
): Promise<{ id: string; number: number } | undefined> {
  const { rows } = await sql<{ id: string; number: number }>`
    select id, number from performance.result where scheme = ${scheme} and withdrawn_at is null
    order by number desc limit 1`.execute(db);
  return rows[0];
}

/** The version of a scheme's result before one. */
export async function findBefore(db: Db, scheme: string, number: number): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from performance.result where scheme = ${scheme} and number < ${number} and withdrawn_at is null
    order by number desc limit 1`.execute(db);
  return rows[0]?.id;
}

/** Keeps a result's facts for good. */
export const insertFacts = async (tx: Db, result: string, facts: Outcome): Promise<void> => {
  await sql`insert into performance.result_facts (result, facts)
    values (${result}, ${JSON.stringify(facts)}::jsonb)`.execute(tx);
};

/** A result's facts as they were published. */
export async function findFacts(db: Db, result: string): Promise<Outcome | undefined> {
  const { rows } = await sql<{ facts: Outcome }>`
    select facts from performance.result_facts where result = ${result}`.execute(db);
  return rows[0]?.facts;
}

/** Keys of the standings of a result. */
export async function listStandings(db: Db, result: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from performance.standing where result = ${result} and withdrawn_at is null order by id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

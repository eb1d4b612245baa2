import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** A row of the record of measures, as its table has it. */
export interface MeasureRow {
  readonly code: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly definition_zh: string;
  readonly definition_en: string;
  readonly unit_zh: string;
  readonly unit_en: string;
  readonly grain: string;
  readonly direction: string;
  readonly owner: string;
  readonly factor: number;
  readonly numerator: unknown;
  readonly denominator: unknown;
  readonly derived: unknown;
  readonly dimensions: unknown;
  readonly secrecy_least: number | null;
  readonly audience: string;
  readonly targets: unknown;
}

export const measureColumns = sql`code, title_zh, title_en, definition_zh, definition_en, unit_zh, unit_en, grain, direction, owner,
  factor, numerator, denominator, derived, dimensions, secrecy_least, audience, targets`;

export async function readAll(db: Db): Promise<MeasureRow[]> {
  const { rows } = await sql<MeasureRow>`
    select ${measureColumns} from indicators.measure where withdrawn_at is null order by code`.execute(db);
  return rows;
}

/** One that stands. */
export async function readOne(db: Db, code: string): Promise<MeasureRow | undefined> {
  const { rows } = await sql<MeasureRow>`
    select ${measureColumns} from indicators.measure where withdrawn_at is null and code = ${code}`.execute(
    db,
  );
  return rows[0];
}

export async function isOrganisation(db: Db, code: string): Promise<boolean> {
  const { rows } = await sql`select from organisations.organisation_v1 where code = ${code}`.execute(db);
  return rows.length > 0;
}

/** Where a measure that stands came from last; undefined when there is none. */
export async function sourceOfMeasure(db: Db, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ source: string }>`
    select source from indicators.measure where code = ${code} and withdrawn_at is null`.execute(db);
  return rows[0]?.source;
}

import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface FigureRow {
  readonly id: string;
  readonly kind: 'baseline' | 'target';
  readonly name_zh: string;
  readonly name_en: string;
  readonly value: number | null;
  readonly approximate: 'about' | 'over' | 'nearly' | null;
  readonly comparison: 'at-least' | 'at-most' | null;
  readonly unit_zh: string | null;
  readonly unit_en: string | null;
  readonly as_of: string;
  readonly about: string | null;
  readonly clause: string;
}

/** All figures of the plan, in the order of their clauses. */
export async function listFigures(db: Db): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`select * from targets.figure_v1 order by clause, id`.execute(db);
  return rows;
}

import type { LakeSession } from '#kernel/lake';
import type { Weighed } from './rules.ts';

export interface Scored extends Weighed {
  readonly probability: number;
}

/** What the engine left in the session of pairs that may be one person; two different proved numbers never are. */
export async function scored(session: LakeSession): Promise<Scored[]> {
  const rows = await session.rows<Scored & Record<string, unknown>>(
    `select left_id as row, right_id as person, weight, probability, band from link_result
      where layer in ('weight', 'identifier', 'household') order by left_id, weight desc, right_id`,
  );
  return rows.map(({ row, person, weight, probability, band }) => ({
    row,
    person,
    weight,
    probability,
    band,
  }));
}

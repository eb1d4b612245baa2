import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { defineJob, type JobKind } from '../job.ts';
import type { Floor } from '../test-ground.ts';
import { findJob, type JobRow } from './desk.ts';
import { until } from './test-shop.ts';

export const clerk: Actor = {
  id: 'clerk',
  kind: 'official',
  name: '测试员',
  grants: new Map([['shop:count', 'own']]),
};

export const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

export const nothing = { summary: { zh: '好', en: 'well' } };

export const simple = (
  name: `${string}.${string}`,
  run: JobKind['run'],
  more: Partial<JobKind> = {},
): JobKind =>
  defineJob({ name, title: { zh: name, en: name }, input: z.unknown(), attempts: 3, run, ...more });

/** Looks at the jobs of a floor. */
export function looks(floor: Floor) {
  const job = async (id: string): Promise<JobRow> => {
    const found = await findJob(floor.store.db, id, undefined);
    if (!found) throw new Error(`no job ${id}`);
    return found;
  };
  return {
    job,
    ended: (id: string) =>
      until(async () => {
        const row = await job(id);
        return ['done', 'failed', 'cancelled'].includes(row.status) && row;
      }, `end of job ${id}`),
    /** The marks that the counting job left. */
    counted: async (id: string): Promise<number[]> => {
      const { rows } = await sql<{ number: number }>`
        select number from public.trace where who = ${id} order by id`.execute(floor.store.db);
      return rows.map((row) => row.number);
    },
  };
}

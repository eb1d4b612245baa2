import type { Context } from '#kernel/context';
import { datasetFacts } from '../../dataset-facts.ts';
import { showsOf } from '../../granted-rows.ts';
import type { Terms } from '../../odrl.ts';
import { NotTaken } from '../not-taken.ts';
import { tableIn } from './address.ts';
import { lay, layoutOf, wantedOf } from './layout.ts';
import type { Lack } from './lacks.ts';
import { guarded, openTable, type Kept } from './link.ts';

export interface Tried {
  /** Why it was not taken, as a sign. */
  readonly problem: string | null;
  readonly lacks?: Lack[];
  /** Statements by which what is missing would be there; null where none would do. */
  readonly sql?: string | null;
}

async function look(context: Context, kept: Kept, terms: Terms, create: boolean): Promise<Tried> {
  const { table } = tableIn(kept.url);
  const { dataset } = await datasetFacts(context, terms.dataset);
  const wanted = wantedOf(dataset, terms, (await showsOf(context, dataset, terms)).keys());
  const database = await openTable(context, kept);
  try {
    return await guarded(async () => {
      const before = await layoutOf(database, table, wanted);
      if (create) await lay(database, before);
      const { lacks, sql } = create ? await layoutOf(database, table, wanted) : before;
      return {
        problem: lacks.length === 0 ? null : 'DB lacks',
        lacks: [...lacks],
        sql: sql.length === 0 ? null : sql.map((each) => `${each};\n`).join(''),
      };
    });
  } finally {
    await database.close();
  }
}

/**
 * Whether a consumer's table takes what an agreement gives. It writes nothing there.
 * @param create whether what is missing is made: only when the consumer asks for it
 */
export async function tryTable(context: Context, kept: Kept, terms: Terms, create: boolean): Promise<Tried> {
  try {
    return await look(context, kept, terms, create);
  } catch (error) {
    if (error instanceof NotTaken) return { problem: error.message };
    throw error;
  }
}

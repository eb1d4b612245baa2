import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import { definePoint } from '../point.ts';
import type { Text } from '../texts.ts';

/** One code of a code table. */
export interface CodeEntry {
  readonly code: string;
  readonly name: Text;
  /** Not to be used in what is newly written: its time has passed, or has not come. */
  readonly retired?: boolean;
}

/** Who knows the code tables of the city. The answer is asked for often; keep it at hand. */
export interface CodeLookup {
  /**
   * All codes of a table in their own order, for whom asks and as they are on the day of their clock; undefined when there
   * is no such table.
   */
  entries(context: Context, db: Db, table: string): Promise<readonly CodeEntry[] | undefined>;
}

/** The organ of codes contributes itself here. Without it codes are taken as they come. */
export const codeLookupPoint = definePoint<CodeLookup>('kernel.codes');

import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import { definePoint } from '../point.ts';
import type { Text } from '../texts.ts';

/** Who knows the accounts of the city. */
export interface WriterNames {
  /** What those are called who wrote under these ids; ids that it does not know are left out. */
  names(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Text>>;
}

/** The organ of identity contributes itself here. Without it a history tells ids. */
export const writerNamesPoint = definePoint<WriterNames>('kernel.writer-names');

/** The names of those who wrote, as far as anybody knows them. */
export async function writerNames(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Text>> {
  const known = new Map<string, Text>();
  for (const source of context.contributions(writerNamesPoint))
    for (const [id, name] of await source.names(context.db, [...new Set(ids)])) known.set(id, name);
  return known;
}

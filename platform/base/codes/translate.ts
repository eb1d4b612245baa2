import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { findMapped, knownCodes, type Translating } from './mapping-store.ts';
import type { MappingKind } from './rules.ts';
import { findMeanings, type MeaningRow } from './store.ts';

export interface Translated {
  readonly value: string;
  /** An exact one first; several where the other table cuts finer. */
  readonly to: readonly { readonly code: string; readonly kind: MappingKind; readonly label: Text }[];
}

export interface Translation {
  /** In the order of the values asked for, each once. */
  readonly items: readonly Translated[];
  /** Codes of the first table for which nothing is said in the second on that day. */
  readonly unmapped: readonly string[];
  /** No codes of the first table at all. */
  readonly unknown: readonly string[];
}

/**
 * Says values of one code table in another, as the mappings have it on a day. Nothing is guessed: what is not mapped
 * is given back.
 * @param asked `from` and `to`: tables; `on`: ISO day
 */
export async function translateCodes(db: Db, asked: Translating): Promise<Translation> {
  const values = [...new Set(asked.values)];
  const rows = await findMapped(db, { ...asked, values });
  const known = await knownCodes(db, asked.from, values);
  const byValue = Map.groupBy(rows, ({ value }) => value);
  const missing = values.filter((value) => !byValue.has(value));
  return {
    items: values.flatMap((value) => {
      const found = byValue.get(value);
      if (!found) return [];
      return [{ value, to: found.map(({ code, kind, zh, en }) => ({ code, kind, label: { zh, en } })) }];
    }),
    unmapped: missing.filter((value) => known.has(value)),
    unknown: missing.filter((value) => !known.has(value)),
  };
}

const holds = ({ usedFrom, usedTo }: MeaningRow, on: string): boolean =>
  (usedFrom === null || usedFrom <= on) && (usedTo === null || on < usedTo);

/**
 * What a code means on a day.
 * @param on ISO day
 * @returns undefined when it means nothing then
 */
export async function meaningOf(
  db: Db,
  table: string,
  code: string,
  on: string,
): Promise<MeaningRow | undefined> {
  return (await findMeanings(db, { table, code, on })).find((meaning) => holds(meaning, on));
}

import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { codeLookupPoint } from '#kernel/record-server';
import { divisionCodes } from '#platform/base/organisations';
import type { Dataset } from '#platform/data/catalogue';
import type { Distribution } from './distribution.ts';
import { earlierBatches, type Delivered } from './earlier.ts';
import type { KnownValues } from './known-values.ts';
import { knownFor } from './known-sources.ts';
import type { Rule } from './rule.ts';

/** A code table as a check needs it: what may be written for each code. */
export type CodeNames = ReadonlyMap<string, readonly string[]>;

/** What earlier batches of a dataset were like. */
export interface EarlierBatches {
  /** Rows of each, the latest last. */
  readonly rows: readonly number[];
  /** Of the latest: what it had in the fields whose drift is watched. */
  readonly distributions: ReadonlyMap<string, Distribution>;
}

export interface Lookups {
  /** Code tables by name. */
  readonly codes: ReadonlyMap<string, CodeNames>;
  /** Values of other datasets and registers that rules speak of, by `source.field`. */
  readonly known: ReadonlyMap<string, KnownValues>;
  /** Whole batches before this one; undefined for a correction, which is no whole. */
  readonly earlier: EarlierBatches | undefined;
  /** The city's day of the check, ISO. */
  readonly today: string;
  /** In which an instant becomes a day. */
  readonly timeZone: string;
  /** Six-digit division codes of invented people, which no register of divisions holds. */
  readonly inventedDivisions: readonly string[];
}

/** Code tables that the fields and rules of a dataset speak of. */
const tablesOf = (dataset: Dataset, rules: readonly Rule[]): Set<string> =>
  new Set([
    ...dataset.fields.flatMap((field) => (field.type === 'code' && field.codes ? [field.codes] : [])),
    ...rules.flatMap(({ check }) => ('codes' in check ? [check.codes] : [])),
  ]);

/** @returns undefined when there is no such table */
export async function namesOf(context: Context, table: string): Promise<CodeNames | undefined> {
  if (table === 'division') return new Map((await divisionCodes(context.db)).map((code) => [code, []]));
  for (const lookup of context.contributions(codeLookupPoint)) {
    const entries = await lookup.entries(context, context.db, table);
    if (entries) return new Map(entries.map(({ code, name }) => [code, [name.zh, name.en]]));
  }
  return undefined;
}

/** Everything outside the rows that the rules of a dataset look into, as of now. */
export async function lookupsFor(
  context: Context,
  dataset: Dataset,
  rules: readonly Rule[],
  batch?: Delivered,
): Promise<Lookups> {
  const tables = [...tablesOf(dataset, rules)];
  const names = await Promise.all(
    tables.map(async (table) => [table, await namesOf(context, table)] as const),
  );
  const invented = await namesOf(context, 'division-invented');
  const lookups: Lookups = {
    // Of a table that there is not nothing is said: by an empty one every row would be wrong.
    codes: new Map(names.flatMap(([table, found]) => (found ? [[table, found] as const] : []))),
    known: await knownFor(context, rules),
    earlier: undefined,
    today: dayOf(context),
    timeZone: context.config.TIME_ZONE,
    inventedDivisions: [...(invented?.keys() ?? [])],
  };
  if (batch?.mode !== 'update') return lookups;
  return { ...lookups, earlier: await earlierBatches(context, { dataset, rules, lookups, batch }) };
}

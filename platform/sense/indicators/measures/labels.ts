import type { Context } from '#kernel/context';
import { codeLookupPoint } from '#kernel/record-server';
import type { Field } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { namesOfRows, ranksOfRows } from './label-store.ts';
import { compilingOf } from './measures.ts';
import type { Dimension, MeasureDefinition } from './shapes.ts';
import { divisions, findField, isFound } from './sources.ts';

export const unknownText: Text = { zh: '未知', en: 'Unknown' };
export const wholeText: Text = { zh: '全市', en: 'Whole city' };
const yesNo: Readonly<Record<string, Text>> = {
  true: { zh: '是', en: 'Yes' },
  false: { zh: '否', en: 'No' },
};

/** The measure from whose rows a dimension's values come: of a derived one, the first that it is made of. */
function sourceOf(
  measure: MeasureDefinition,
  name: string,
  all: ReadonlyMap<string, MeasureDefinition>,
): { measure: MeasureDefinition; dimension: Dimension } | undefined {
  const [first] = measure.derived?.numerator ?? [];
  const below = first && all.get(first.measure);
  if (below && below.code !== measure.code) return sourceOf(below, name, all);
  const dimension = measure.dimensions.find((each) => each.name === name);
  return dimension && { measure, dimension };
}

/** The names of a code table's values. */
async function namesOfCodes(context: Context, table: string): Promise<Map<string, Text>> {
  const [lookup] = context.contributions(codeLookupPoint);
  const entries = (await lookup?.entries(context, context.db, table)) ?? [];
  return new Map(entries.map((entry) => [entry.code, entry.name]));
}

async function namesOfField(
  context: Context,
  { kind, names, codes, record }: Field,
  values: readonly string[],
): Promise<ReadonlyMap<string, Text>> {
  if (kind === 'boolean') return new Map(Object.entries(yesNo));
  if (names) return new Map(Object.entries(names));
  if (codes !== undefined) return namesOfCodes(context, codes);
  return record === undefined ? new Map() : namesOfRows(context, record, values);
}

const institutions = 'organisations.organisation';

const inventedNames = async (
  context: Context,
  { record }: Field,
  values: readonly string[],
): Promise<ReadonlyMap<string, Text>> =>
  record === institutions ? inventedOrganisations(context, values) : new Map();

/**
 * In a simulated city no real institution gets an invented result: there it bears an invented name, the same everywhere.
 * @param codes of organisations
 */
export async function inventedOrganisations(
  context: Context,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Text>> {
  if (codes.length === 0) return new Map();
  const ranks = await ranksOfRows(context, institutions, codes);
  return new Map(
    [...ranks].map(([value, rank]) => [
      value,
      { zh: `演示单位 ${rank}`, en: `Demonstration office ${rank}` },
    ]),
  );
}

interface Labelled {
  readonly measure: MeasureDefinition;
  readonly name: string;
  readonly all: ReadonlyMap<string, MeasureDefinition>;
  /** The values that invented rows count in. */
  readonly invented: ReadonlySet<string>;
}

/** What people call the values of a dimension. */
export async function labelsOf(
  context: Context,
  { measure, name, all, invented }: Labelled,
  values: readonly string[],
): Promise<(value: string) => Text> {
  const source = sourceOf(measure, name, all);
  const { numerator } = source?.measure ?? {};
  const find = numerator && (await compilingOf(context, context.db, numerator)).find;
  const found = source && numerator && find && findField(numerator, source.dimension.field, find);
  if (!found || !isFound(found)) return (value) => unnamed(value);
  const { level } = source.dimension;
  const known =
    level === undefined
      ? await namesOfField(context, found.field, values)
      : await namesOfRows(context, divisions, values);
  const stoodFor = await inventedNames(
    context,
    found.field,
    values.filter((value) => invented.has(value)),
  );
  return (value) => stoodFor.get(value) ?? known.get(value) ?? unnamed(value);
}

const unnamed = (value: string): Text => (value === '' ? unknownText : { zh: value, en: value });

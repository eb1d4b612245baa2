import type { Context } from '#kernel/context';
import { isPersonal, type Field } from '#kernel/record';
import { listDatasets } from '#platform/data/catalogue';
import { canBeAdded } from './check-derived.ts';
import type { Addable, MeasureSource } from './contract.ts';
import { allSources, listMeasures } from './measures.ts';
import { readsAll } from './source-rights.ts';
import { stocksAmong } from './stocks.ts';
import { isCoded, isDay, isPlain, saysDivision, type Found, type Source } from './sources.ts';

const foundOf = (source: Source, name: string, field: Field): Found => ({
  source,
  alias: 't',
  name,
  column: name,
  field,
  personal: isPersonal(field),
});

function sourceOf(source: Source): MeasureSource {
  const fields = Object.entries(source.fields).map(([name, field]) => foundOf(source, name, field));
  return {
    record: source.id,
    kind: source.kind,
    title: source.title,
    key: source.key,
    fields: fields.filter(isPlain).map((found) => ({
      name: found.name,
      title: found.field.label,
      kind: found.field.kind,
      coded: isCoded(found),
      divided: saysDivision(found),
      personal: found.personal,
      record: found.field.record ?? null,
      values: Object.entries(found.field.names ?? {}).map(([value, title]) => ({ value, title })),
    })),
  };
}

const hasDay = (source: Source): boolean =>
  Object.entries(source.fields).some(([name, field]) => isDay(foundOf(source, name, field)));

/**
 * Sources that can be measured by whoever asks: those of which they may read every row, with a day to count by; and those
 * without one, which the others can be joined with.
 */
export async function listSources(
  context: Context,
): Promise<{ items: MeasureSource[]; joined: MeasureSource[] }> {
  const all = allSources(context.modules, await listDatasets(context.db));
  const sources = all
    .filter((source) => readsAll(context, source, false))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const [items, joined] = [true, false].map((day) =>
    sources.filter((source) => hasDay(source) === day).map(sourceOf),
  );
  return { items: items ?? [], joined: joined ?? [] };
}

/** Measures that others can be made of: sums, neither scaled nor with counts to hide. */
export async function listAddable(context: Context): Promise<Addable[]> {
  const all = await listMeasures(context, context.db);
  const stocks = stocksAmong(new Map(all.map((each) => [each.code, each])));
  return all
    .filter((each) => canBeAdded(each) && each.secrecy === undefined && each.factor === 1)
    .map(({ code, title, unit, grain, dimensions }) => {
      const stock = stocks.has(code);
      return { code, title, unit, grain, dimensions, stock };
    });
}

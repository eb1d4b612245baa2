import type { Context } from '#kernel/context';
import { isPersonal, type AnyRecord, type Field } from '#kernel/record';
import { recordRegistry } from '#kernel/record-server';
import { canBeAdded } from './check-derived.ts';
import type { Addable, MeasureSource } from './contract.ts';
import { listMeasures } from './measures.ts';
import { readsAll } from './source-rights.ts';
import { isCoded, isDay, isPlain, type Found } from './sources.ts';

const foundOf = (record: AnyRecord, name: string, field: Field): Found => ({
  record,
  alias: 't',
  name,
  column: name,
  field,
  personal: isPersonal(field),
});

function sourceOf(record: AnyRecord): MeasureSource {
  const fields = Object.entries(record.fields).map(([name, field]) => foundOf(record, name, field));
  return {
    record: record.id,
    title: record.title,
    key: record.key,
    fields: fields.filter(isPlain).map((found) => ({
      name: found.name,
      title: found.field.label,
      kind: found.field.kind,
      coded: isCoded(found),
      personal: found.personal,
      record: found.field.record ?? null,
      values: Object.entries(found.field.names ?? {}).map(([value, title]) => ({ value, title })),
    })),
  };
}

const hasDay = (record: AnyRecord): boolean =>
  Object.entries(record.fields).some(([name, field]) => isDay(foundOf(record, name, field)));

/**
 * Records that can be measured by whoever asks: those of which they may read every row, with a day to count by; and those
 * without one, which the others can be joined with.
 */
export function listSources(context: Context): { items: MeasureSource[]; joined: MeasureSource[] } {
  const records = [...recordRegistry(context.modules).values()]
    .filter(({ record }) => readsAll(context, record, false))
    .map(({ record }) => record as unknown as AnyRecord)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const [items, joined] = [true, false].map((day) =>
    records.filter((record) => hasDay(record) === day).map(sourceOf),
  );
  return { items: items ?? [], joined: joined ?? [] };
}

/** Measures that others can be made of: sums, neither scaled nor with counts to hide. */
export const listAddable = async (context: Context): Promise<Addable[]> =>
  (await listMeasures(context, context.db))
    .filter((each) => canBeAdded(each) && each.secrecy === undefined && each.factor === 1)
    .map(({ code, title, unit, grain, dimensions }) => ({ code, title, unit, grain, dimensions }));

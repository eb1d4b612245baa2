import { z } from 'zod';
import type { Context } from '#kernel/context';
import { notThere, Storable, wrong, type Datastore } from './ckan-words.ts';
import { stableId } from './ckan-shapes.ts';
import type { OpenRow } from '../public/public-store.ts';
import { noteUse } from '../public/public.ts';
import type { ValueType } from '../release/source.ts';
import * as store from '../store.ts';
import { fileColumns, readVersion } from '../release/version-rows.ts';

const types: Readonly<Record<ValueType, string>> = {
  text: 'text',
  integer: 'int8',
  number: 'float8',
  boolean: 'bool',
  date: 'date',
};

const Value = z.union([Storable, z.number(), z.boolean()]);
const Filters = z.record(z.string(), z.union([Value, z.array(Value).min(1).max(200)]));

/** Which package a resource is of, and in which format. */
export function findResource(rows: readonly OpenRow[], id: string) {
  for (const row of rows) {
    const file = row.files.find(({ format }) => stableId('resource', row.code, format) === id);
    if (file) return { row, format: file.format };
  }
  throw notThere(`Resource ${id}`);
}

function filtersOf(given: unknown, names: readonly string[]): Record<string, string[]> {
  if (given === undefined) return {};
  const read = Filters.safeParse(given);
  if (!read.success)
    throw wrong('filters', 'must be an object of columns with a value or a list of values each');
  return Object.fromEntries(
    Object.entries(read.data).map(([name, values]) => {
      if (!names.includes(name)) throw wrong('filters', `field "${name}" not in table`);
      return [name, [values].flat().map(String)];
    }),
  );
}

function sortOf(given: string | undefined, names: readonly string[]) {
  return (given ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, column = '', way = 'asc'] = /^"?(\w+)"?(?:\s+(asc|desc))?$/i.exec(part) ?? [];
      if (!names.includes(column)) throw wrong('sort', `field "${part}" not in table`);
      return { column, descending: way.toLowerCase() === 'desc' };
    });
}

/** The columns asked for, in their order; none asked for are all. */
function fieldsOf(given: readonly string[] | undefined, names: readonly string[]): readonly string[] {
  if (!given || given.length === 0) return names;
  for (const [index, name] of given.entries()) {
    if (!names.includes(name)) throw wrong('fields', `field "${name}" not in table`);
    if (given.indexOf(name) !== index) throw wrong('fields', `field "${name}" stands twice`);
  }
  return given;
}

/** `datastore_search`: rows of the latest version, by filters, words and order. */
export async function searchDatastore(context: Context, rows: readonly OpenRow[], asked: Datastore) {
  const { row } = findResource(rows, asked.resource_id);
  const version = await store.findOpenVersion(context.db, row.code, undefined);
  if (!version) throw notThere(`Resource ${asked.resource_id}`);
  const names = fileColumns(version);
  const chosen = fieldsOf(asked.fields, names);
  const { total, items } = await readVersion(context, version, {
    offset: asked.offset,
    limit: asked.limit,
    filters: filtersOf(asked.filters, names),
    q: asked.q,
    sort: sortOf(asked.sort, names),
    columns: chosen,
  });
  await noteUse(context, row.code, 'api');
  const typeOf = new Map(version.columns.map(({ name, type }) => [name, types[type]]));
  return {
    resource_id: asked.resource_id,
    include_total: asked.include_total,
    limit: asked.limit,
    offset: asked.offset,
    records_format: 'objects',
    fields: chosen.map((id) => ({ id, type: typeOf.get(id) ?? 'bool' })),
    records: items,
    ...(asked.include_total ? { total, total_was_estimated: false } : {}),
  };
}

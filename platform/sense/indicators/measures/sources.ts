import type { PublishedView } from '#kernel/published-view';
import { columnOf, isPersonal, type AnyRecord, type Field, type RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import type { Dataset } from '#platform/data/catalogue';
import type { Aggregate } from './shapes.ts';

/** What every source says of its rows, whoever keeps them. */
interface Rows {
  readonly id: string;
  readonly title: Text;
  /** Field that tells its rows apart. */
  readonly key: string;
  readonly fields: Readonly<Record<string, Field>>;
}

/** What a measure is made from: a record, a published view of a module, a dataset of the lake. */
export type Source = Rows &
  (
    | { readonly kind: 'record'; readonly record: RecordOf }
    | { readonly kind: 'view'; readonly view: PublishedView }
    | { readonly kind: 'dataset'; readonly dataset: Dataset }
  );
export type DatasetSource = Extract<Source, { kind: 'dataset' }>;

/** A source by its id; undefined: there is none; `elsewhere`: its module is not run in this city. */
export type FindSource = (id: string) => Source | 'elsewhere' | undefined;

export const recordSource = (record: AnyRecord): Source => ({
  kind: 'record',
  id: record.id,
  title: record.title,
  key: record.key,
  fields: record.fields,
  record: record as unknown as RecordOf,
});

export const viewSource = (view: PublishedView): Source => ({
  kind: 'view',
  id: view.id,
  title: view.title,
  key: view.key,
  fields: view.fields,
  view,
});

export interface Found {
  readonly source: Source;
  /** Name of the rows in SQL: `t`, or of what is joined. */
  readonly alias: string;
  readonly name: string;
  readonly column: string;
  readonly field: Field;
  readonly personal: boolean;
}

export type Missing =
  | { readonly missing: 'record'; readonly record: string }
  | { readonly missing: 'elsewhere' }
  | { readonly missing: 'join'; readonly as: string }
  | { readonly missing: 'field'; readonly record: string; readonly field: string };

// oxlint-disable-next-line max-params -- the place of a field in its four parts
function fieldIn(find: FindSource, id: string, alias: string, name: string): Found | Missing {
  const source = find(id);
  if (source === 'elsewhere') return { missing: 'elsewhere' };
  if (!source) return { missing: 'record', record: id };
  // A name that every object has is no field of it.
  const field = Object.hasOwn(source.fields, name) ? source.fields[name] : undefined;
  if (!field) return { missing: 'field', record: id, field: name };
  const column = source.kind === 'dataset' ? name : columnOf(source, name);
  return { source, alias, name, column, field, personal: isPersonal(field) };
}

/** A field of an aggregate's source, or of what it is joined with. */
export function findField(
  aggregate: Pick<Aggregate, 'record' | 'joins'>,
  path: string,
  find: FindSource,
): Found | Missing {
  const [first = '', second] = path.split('.');
  if (second === undefined) return fieldIn(find, aggregate.record, 't', first);
  const join = aggregate.joins.find(({ as }) => as === first);
  return join ? fieldIn(find, join.record, `j_${join.as}`, second) : { missing: 'join', as: first };
}

/** @throws Error for what the checks would have refused: a bug */
export function getField(aggregate: Aggregate, path: string, find: FindSource): Found {
  const found = findField(aggregate, path, find);
  if (!isFound(found)) throw new Error(`no field ${path} of ${aggregate.record}`);
  return found;
}

/** @throws Error for what the checks would have refused: a bug */
export function getSource(id: string, find: FindSource): Source {
  const source = find(id);
  if (!source || source === 'elsewhere') throw new Error(`no source ${id}`);
  return source;
}

export const isFound = (found: Found | Missing): found is Found => 'field' in found && 'alias' in found;

const shapeless = new Set(['point', 'geometry', 'list', 'object']);
export const isPlain = ({ field }: Pick<Found, 'field'>): boolean => !shapeless.has(field.kind);
export const isNumber = ({ field }: Pick<Found, 'field'>): boolean =>
  field.kind === 'integer' || field.kind === 'number' || field.kind === 'money';
export const isDay = ({ field }: Pick<Found, 'field'>): boolean =>
  field.kind === 'date' || field.kind === 'instant';

/** Has values that are known beforehand: a code, a reference, one of a list, yes or no. */
export const isCoded = ({ field }: Pick<Found, 'field'>): boolean =>
  field.kind === 'code' ||
  field.kind === 'reference' ||
  field.kind === 'boolean' ||
  (field.kind === 'text' && field.names !== undefined);

/** The record of towns and villages. */
export const divisions = 'organisations.division';

/** Says where a row lies: a division by its key, or, of a dataset, a text that departments write a code or a name into. */
export const saysDivision = ({
  source,
  field,
  personal,
}: Pick<Found, 'source' | 'field' | 'personal'>): boolean =>
  field.record === divisions || (source.kind === 'dataset' && field.kind === 'text' && !personal);

import { columnOf, isPersonal, type AnyRecord, type Field } from '#kernel/record';
import type { Aggregate } from './shapes.ts';

/** A record by its id; undefined: there is none; `elsewhere`: its module is not run in this city. */
export type FindRecord = (id: string) => AnyRecord | 'elsewhere' | undefined;

export interface Found {
  readonly record: AnyRecord;
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
function fieldIn(find: FindRecord, id: string, alias: string, name: string): Found | Missing {
  const record = find(id);
  if (record === 'elsewhere') return { missing: 'elsewhere' };
  if (!record) return { missing: 'record', record: id };
  // A name that every object has is no field of it.
  const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
  if (!field) return { missing: 'field', record: id, field: name };
  return { record, alias, name, column: columnOf(record, name), field, personal: isPersonal(field) };
}

/** A field of an aggregate's source, or of what it is joined with. */
export function findField(
  aggregate: Pick<Aggregate, 'record' | 'joins'>,
  path: string,
  find: FindRecord,
): Found | Missing {
  const [first = '', second] = path.split('.');
  if (second === undefined) return fieldIn(find, aggregate.record, 't', first);
  const join = aggregate.joins.find(({ as }) => as === first);
  return join ? fieldIn(find, join.record, `j_${join.as}`, second) : { missing: 'join', as: first };
}

export const isFound = (found: Found | Missing): found is Found => 'field' in found && 'alias' in found;

const shapeless = new Set(['point', 'geometry', 'list', 'object']);
export const isPlain = ({ field }: Found): boolean => !shapeless.has(field.kind);
export const isNumber = ({ field }: Found): boolean =>
  field.kind === 'integer' || field.kind === 'number' || field.kind === 'money';
export const isDay = ({ field }: Found): boolean => field.kind === 'date' || field.kind === 'instant';

/** Has values that are known beforehand: a code, a reference, one of a list, yes or no. */
export const isCoded = ({ field }: Found): boolean =>
  field.kind === 'code' ||
  field.kind === 'reference' ||
  field.kind === 'boolean' ||
  (field.kind === 'text' && field.names !== undefined);

import type { Dataset, DatasetField } from '#platform/data/catalogue';
import { fieldsOfCheck, type Check } from './checks.ts';
import type { Condition } from './rule.ts';

type FieldType = DatasetField['type'];

const numeric: readonly FieldType[] = ['integer', 'number'];

/** Types that the fields of a kind must have, where not every type will do. */
const typesOf: Readonly<Partial<Record<Check['kind'], readonly FieldType[]>>> = {
  sum: numeric,
  statistic: numeric,
  age: ['date', 'citizen-id'],
  order: ['date'],
  freshness: ['date'],
};

/** Why a rule does not fit its dataset. */
export interface Unfit {
  readonly code: 'unknown-field' | 'wrong-type' | 'unknown-source' | 'unknown-codes';
  readonly field: string;
}

/** Where a rule looks outside its dataset: among the values of a field of another one, or in a code table. */
export interface Outside {
  readonly source?: { readonly name: string; readonly field: string };
  readonly codes?: string;
}

export function outsideOf(check: Check): Outside {
  if (check.kind === 'exists-in' || check.kind === 'absent-from')
    return { source: { name: check.source, field: check.their } };
  return check.kind === 'code' || check.kind === 'reference' ? { codes: check.codes } : {};
}

/** What of a rule does not fit the dataset that it is for; nothing when it can be compiled and means something. */
export function unfit(dataset: Pick<Dataset, 'fields'>, check: Check, when?: Condition): Unfit[] {
  const fields = new Map(dataset.fields.map((field) => [field.name, field]));
  const named = [...fieldsOfCheck(check), ...(when ? [when.field] : [])];
  const unknown = named.filter((name) => !fields.has(name));
  const types = typesOf[check.kind];
  const wrong = types
    ? fieldsOfCheck(check).filter(
        (name) => fields.has(name) && !types.includes(fields.get(name)?.type ?? 'text'),
      )
    : [];
  return [
    ...unknown.map((field) => ({ code: 'unknown-field', field }) as const),
    ...wrong.map((field) => ({ code: 'wrong-type', field }) as const),
  ];
}

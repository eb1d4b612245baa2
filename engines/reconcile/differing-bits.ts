import type { Comparison, FieldPair } from './comparison.ts';
import { valueName } from './compile-side.ts';
import { fieldDiffers } from './field-sql.ts';

/** SQL of the bit of a field; numbers of JavaScript do not hold the higher ones exactly when printed. */
export const bitOf = (at: number): string => `${1n << BigInt(at)}::bigint`;

/** SQL of what differs between rows `l` and `r`, as bits in the order of the fields. */
export const differingBits = (fields: readonly FieldPair[], missing: Comparison['missing']): string =>
  fields
    .map((field, at) => {
      const differs = fieldDiffers(`l.${valueName(at)}`, `r.${valueName(at)}`, field, missing ?? 'differs');
      return `(case when ${differs} then ${bitOf(at)} else 0::bigint end)`;
    })
    .join(' + ') || '0::bigint';

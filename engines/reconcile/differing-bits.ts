import type { Comparison } from './comparison.ts';
import { valueName, type Column } from './compile-side.ts';
import { fieldDiffers } from './field-sql.ts';

/** SQL of the bit of a field; numbers of JavaScript do not hold the higher ones exactly when printed. */
export const bitOf = (at: number): string => `${1n << BigInt(at)}::bigint`;

/** SQL of what differs between two rows, as bits in the order of the fields. */
export const differingBits = (
  { fields, missing }: Comparison,
  { left, right }: { readonly left: Column; readonly right: Column },
): string =>
  fields
    .map((field, at) => {
      const differs = fieldDiffers(left(valueName(at)), right(valueName(at)), field, missing ?? 'differs');
      return `(case when ${differs} then ${bitOf(at)} else 0::bigint end)`;
    })
    .join(' + ') || '0::bigint';

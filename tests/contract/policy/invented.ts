import { z } from 'zod';
import type { RecordOf } from '#kernel/record';

type Field = RecordOf['fields'][string];

/** Texts that one field or another takes; the first that fits is taken, with the row's number in it where it can be. */
const texts = (n: number): readonly string[] => [
  `x${100 + n}`,
  `文本${n}`,
  `T${1000 + n}`,
  String(330_281_001 + n),
  `x-${n}`,
  `2026-01-${String(10 + (n % 18))}T00:00:00.000Z`,
  `2026-01-${String(10 + (n % 18))}`,
  `0002811990010100${String(10 + n).padStart(2, '0')}`,
  `/x/${n}`,
  `a${n}b${n}c${n}d${n}`,
  `ab.cd-${n}`,
  `abc.cd${n}`,
  `模A${10_000 + n}`,
  `ABC-${n}.A${n}`,
  `ABC-${n}.2026`,
];

const fits = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

/** Values of every kind, from the plainest on. */
function guesses({ kind, codes }: Field, n: number): readonly unknown[] {
  const point = { type: 'Point', coordinates: [121.1 + n / 1000, 30] };
  if (codes) return [];
  if (kind === 'point' || kind === 'geometry') return [point];
  if (kind === 'integer' || kind === 'number' || kind === 'money') return [n, n / 100, 1];
  if (kind === 'boolean') return [n % 2 === 0];
  if (kind === 'list') return [[], [`x${n}`], [{}]];
  if (kind === 'object') return [{}, { zh: `文${n}`, en: `t${n}` }];
  return texts(n);
}

/** The members of an enumeration, wherever it stands under "optional" and its like. */
function members(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options;
  const within = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return within ? members(schema.unwrap() as z.ZodType) : [];
}

/** A value that the field takes; undefined when it may stay empty, or none of ours fits. */
function valueOf(field: Field, n: number): unknown {
  const options = members(field.schema);
  if (options.length > 0) return options[n % options.length];
  return guesses(field, n).find((value) => fits(field.schema, value));
}

/**
 * The n-th invented row of a record, for a table whatever it holds.
 * @param fixed values that the test wants: who owns it, where it lies
 */
export const inventedRow = (
  record: RecordOf,
  n: number,
  fixed: Readonly<Record<string, unknown>>,
): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(record.fields)
      .map(([name, field]) => [name, valueOf(field, n)] as const)
      .filter(([, value]) => value !== undefined),
  ),
  ...fixed,
});

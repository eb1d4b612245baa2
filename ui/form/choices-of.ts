import { z } from 'zod';
import type { Field } from '#kernel/record';
import type { Choice } from '../table/list-types.ts';
import { words } from '../words.ts';

const core = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? core(schema.unwrap() as z.ZodType)
    : schema;

/** The values to choose from of a yes-or-no field or an enumeration, by the names people give them. */
export function choicesOf(field: Field): readonly Choice[] | undefined {
  if (field.kind === 'boolean')
    return [
      { value: 'true', label: words.yes },
      { value: 'false', label: words.no },
    ];
  const schema = core(field.schema);
  if (!(schema instanceof z.ZodEnum)) return undefined;
  return schema.options.map(String).map((each) => ({
    value: each,
    label: field.names?.[each] ?? { zh: each, en: each },
  }));
}

import type { z } from 'zod';

const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A schema that says in OpenAPI and in types what an object looks like, and lets every object pass as it is.
 * Rows on their way out were checked when they came in, and a page of 200 is not read again field by field;
 * rows on their way in are checked by the record, which answers in both languages and by field.
 */
export function documented<T>(schema: z.ZodObject): z.ZodType<T> {
  schema._zod.run = (payload) => {
    if (!isPlain(payload.value))
      payload.issues.push({ code: 'invalid_type', expected: 'object', input: payload.value, inst: schema });
    return payload;
  };
  return schema as unknown as z.ZodType<T>;
}

import type { z } from 'zod';
import type { Text } from '../texts.ts';
import { wordsOfIssue } from '../zod-words.ts';

/** What is wrong with one part of a request, in the shape in which the server passes it on. */
export interface RequestFault {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly message: string;
  readonly params: { readonly words: Text };
}

const faultOf = (issue: z.core.$ZodIssue): RequestFault => ({
  instancePath: `/${issue.path.join('/')}`,
  schemaPath: `#/${[...issue.path, issue.code].join('/')}`,
  keyword: issue.code,
  message: issue.message,
  params: { words: wordsOfIssue(issue) },
});

/** Reads a part of a request through its schema, and tells its faults in both languages. */
export const validatorCompiler =
  ({ schema }: { readonly schema: unknown }) =>
  (data: unknown): { value: unknown } | { error: RequestFault[] } => {
    const read = (schema as z.ZodType).safeParse(data, { reportInput: true });
    return read.success ? { value: read.data } : { error: read.error.issues.map(faultOf) };
  };

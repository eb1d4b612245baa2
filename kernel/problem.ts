import { z } from 'zod';
import { fill, Text } from './texts.ts';

/** The shape of every error that leaves the platform (RFC 9457), `application/problem+json`. */
export const ProblemBody = z.object({
  type: z.string().describe('URI of the kind of problem: urn:yaojiang:problem:<code>'),
  title: z.string().describe('the detail in the language asked for'),
  status: z.number().int(),
  code: z.string().describe('stable, never translated: area.reason'),
  detail: Text,
  instance: z.string().optional().describe('id of the request, as in the log'),
  errors: z
    .array(z.object({ path: z.string(), code: z.string(), detail: Text }))
    .optional()
    .describe('one entry a field that is wrong'),
  extra: z.record(z.string(), z.unknown()).optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
export type FieldError = NonNullable<ProblemBody['errors']>[number];

/** An error that the caller may see and can act on. Everything else is a bug and becomes `server.failed`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: Text;
  readonly errors: readonly FieldError[] | undefined;
  readonly extra: Readonly<Record<string, unknown>> | undefined;

  /**
   * @param status HTTP status, 400–599
   * @param code stable code `area.reason`
   * @param detail what was wrong, what was kept, what to do
   * @param more `errors`: one entry a field; anything else is passed on as `extra`
   */
  constructor(
    status: number,
    code: string,
    detail: Text,
    more: { readonly errors?: readonly FieldError[]; readonly [key: string]: unknown } = {},
  ) {
    super(`${code}: ${detail.en}`);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.detail = detail;
    const { errors, ...extra } = more;
    this.errors = errors;
    this.extra = Object.keys(extra).length > 0 ? extra : undefined;
  }
}

export const notFound = (what: Text, key: string): Problem =>
  new Problem(404, 'request.not-found', {
    zh: `没有这个${what.zh}：${key}`,
    en: `There is no such ${what.en}: ${key}`,
  });

/**
 * Refuses a step that cannot be taken as things stand.
 * @param facts fill the places of the words
 * @throws Problem 409 with the code
 */
// oxlint-disable-next-line max-params -- reads as a sentence: refuse if this, by this code, in these words
export function refuseIf(
  when: boolean,
  code: string,
  detail: Text,
  facts: Readonly<Record<string, string | number>> = {},
): void {
  if (when) throw new Problem(409, code, fill(detail, facts));
}

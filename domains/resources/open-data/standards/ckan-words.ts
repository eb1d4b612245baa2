import type { Problem } from '#kernel/problem';
import { z } from 'zod';

/** What CKAN answers where the caller was wrong: its own kinds of error, by their names. */
export class CkanError extends Error {
  readonly status: 400 | 404 | 409;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: 400 | 404 | 409, body: Readonly<Record<string, unknown>>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

export const notThere = (what: string): CkanError =>
  new CkanError(404, { __type: 'Not Found Error', message: `Not found: ${what}` });

/** One wrong parameter: CKAN says 409 with the parameter’s name. */
export const wrong = (name: string, said: string): CkanError =>
  new CkanError(409, { __type: 'Validation Error', [name]: [said] });

export const searchError = (said: string): CkanError =>
  new CkanError(409, { __type: 'Search Query Error', message: said });

/** A problem of the platform in CKAN’s envelope. */
export const ckanProblem = (problem: Problem) => {
  const types: Readonly<Record<number, string>> = {
    404: 'Not Found Error',
    403: 'Authorization Error',
    429: 'Too Many Requests',
  };
  return {
    status: problem.status,
    type: 'application/json; charset=utf-8',
    body: {
      success: false,
      error: { __type: types[problem.status] ?? 'Error', message: problem.detail.en, code: problem.code },
    },
  };
};

const flag = z
  .union([z.boolean(), z.string().transform((text) => /^(true|1|yes|on|t)$/i.test(text))])
  .optional()
  .default(false);
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
/** A character that neither the database nor the lake can hold. */
const isStorable = (text: string): boolean => !text.includes('\0');
export const Storable = z.string().refine(isStorable, 'must not hold the character NUL');
const short = z.coerce.string().max(500).refine(isStorable, 'must not hold the character NUL');

/** JSON in a query’s text (GET), or as it is (POST). */
const json = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}, z.unknown());

/** Names as a list, as JSON, or separated by commas. */
const names = z
  .preprocess((value) => {
    if (typeof value !== 'string') return value;
    if (!value.trim().startsWith('['))
      return value
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean);
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, z.array(short).max(50))
  .optional();

export const page = { limit: whole(0, 1000).optional(), offset: whole(0, 1_000_000).optional() };
export const byId = z.object({ id: short });
export const listing = z.object({ ...page, all_fields: flag });
export const query = z.object({ ...page, q: short.optional(), query: short.optional(), all_fields: flag });

/** Parameters of `package_search` as CKAN names them. */
export const search = z.object({
  q: short.optional().default(''),
  fq: short.optional().default(''),
  sort: short.optional().default(''),
  rows: whole(0, 1_000_000).optional().default(10),
  start: whole(0, 1_000_000).optional().default(0),
  'facet.field': names,
  'facet.limit': whole(-1, 10_000).optional().default(50),
  'facet.mincount': whole(0, 1_000_000).optional().default(1),
});
export type Search = z.output<typeof search>;

export const datastore = z.object({
  resource_id: short,
  filters: json.optional(),
  q: short.optional(),
  limit: whole(0, 32_000).optional().default(100),
  offset: whole(0, 2_000_000_000).optional().default(0),
  fields: names,
  sort: short.optional(),
  include_total: z
    .union([z.boolean(), z.string().transform((text) => !/^(false|0|no)$/i.test(text))])
    .optional()
    .default(true),
});
export type Datastore = z.output<typeof datastore>;

import type { z } from 'zod';
import type { Text } from './texts.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Permission = 'public' | `${string}:${string}`;

/** One thing a module can do, said once: the server mounts it, OpenAPI is made from it, the browser calls it typed. */
export interface Operation {
  readonly method: Method;
  /** Below `/api/<module>`, with `:name` places. */
  readonly path: `/${string}`;
  readonly summary: Text;
  /** The permission a caller must hold; `public` is said aloud. */
  readonly permission: Permission;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly result: z.ZodType;
  /**
   * `file`: the request's body is the raw bytes of one file, streamed to the handler as `input.upload`;
   * its name comes in the query as `filename`. Largest size in bytes.
   */
  readonly upload?: { readonly maxBytes: number };
  /** The handler returns a `Download` (a stream with name and type) instead of JSON. */
  readonly download?: true;
  /**
   * Of a `public` operation that is asked by GET and says the same to everybody: pages of other sites may read it, it may be
   * kept for so many seconds, and whoever holds it already gets 304. A download must be whole in memory.
   */
  readonly open?: { readonly maxAge: number };
  /** The caller must say why (header `x-purpose`): the answer holds personal data. */
  readonly purpose?: true;
  /** Dangerous: the person must have proved a second factor within the last ten minutes. */
  readonly secondFactor?: true;
  /** A citizen must be known at least this surely (实名等级); nobody else is asked. */
  readonly realName?: 2 | 3;
}

/** Declares an operation; the identity function, which keeps what is said as exactly as it is said. */
export const operation = <const D extends Operation>(definition: D): D => definition;

export type Operations = Readonly<Record<string, Operation>>;

type Part<O, K extends string> = O extends { readonly [P in K]: infer S extends z.ZodType } ? S : undefined;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type Known<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** What a handler receives of an operation's declared parts. */
export type Input<O> = Known<{
  params: OutputOf<Part<O, 'params'>>;
  query: OutputOf<Part<O, 'query'>>;
  body: OutputOf<Part<O, 'body'>>;
}>;

/** What a caller must give. */
export type CallInput<O> = Known<{
  params: InputOf<Part<O, 'params'>>;
  query: InputOf<Part<O, 'query'>>;
  body: InputOf<Part<O, 'body'>>;
}>;

/** What a caller gets. */
export type Result<O> = OutputOf<Part<O, 'result'>>;

/** What a handler returns. */
export type Answer<O> = InputOf<Part<O, 'result'>>;

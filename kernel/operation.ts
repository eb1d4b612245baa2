import type { z } from 'zod';
import type { Text } from './texts.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Permission = 'public' | `${string}:${string}`;

/** One thing a module can do, said once: the server mounts it, OpenAPI is made from it, the browser calls it typed. */
export interface Operation<
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Result extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** Below `/api/<module>`, with `:name` places. */
  readonly path: `/${string}`;
  readonly summary: Text;
  /** The permission a caller must hold; `public` is said aloud. */
  readonly permission: Permission;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly result: Result;
  /**
   * `file`: the request's body is the raw bytes of one file, streamed to the handler as `input.upload`;
   * its name comes in the query as `filename`. Largest size in bytes.
   */
  readonly upload?: { readonly maxBytes: number };
  /** The handler returns a `Download` (a stream with name and type) instead of JSON. */
  readonly download?: true;
  /** The caller must say why (header `x-purpose`): the answer holds personal data. */
  readonly purpose?: true;
}

/** Declares an operation; the identity function, for its types. */
export const operation = <
  R extends z.ZodType,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  definition: Operation<P, Q, B, R>,
): Operation<P, Q, B, R> => definition;

export type Operations = Readonly<Record<string, Operation>>;

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type Known<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** What a handler receives of an operation's declared parts. */
export type Input<O> =
  O extends Operation<infer P, infer Q, infer B>
    ? Known<{ params: OutputOf<P>; query: OutputOf<Q>; body: OutputOf<B> }>
    : never;

/** What a caller must give. */
export type CallInput<O> =
  O extends Operation<infer P, infer Q, infer B>
    ? Known<{ params: InputOf<P>; query: InputOf<Q>; body: InputOf<B> }>
    : never;

export type Result<O> =
  O extends Operation<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined, infer R>
    ? z.output<R>
    : never;

/** What a handler returns. */
export type Answer<O> =
  O extends Operation<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined, infer R>
    ? z.input<R>
    : never;

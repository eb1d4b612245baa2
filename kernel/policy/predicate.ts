import type { Condition } from '../record/scope.ts';

/**
 * Which rows: what a policy says of one actor, before it is written in the words of a store. A value that is missing
 * in a row fits nothing, and nothing is ever negated, so that SQL's third truth value cannot open a row.
 */
export type Predicate =
  | boolean
  /** The field has exactly this value. */
  | { readonly is: string; readonly value: string }
  /** The field begins with this. */
  | { readonly begins: string; readonly prefix: string }
  /** The field names a subject to whom the actor stands in this relation now. */
  | { readonly related: string; readonly by: string }
  /** A module's own condition: for PostgreSQL only. */
  | { readonly own: Condition }
  | { readonly any: readonly Predicate[] }
  | { readonly all: readonly Predicate[] };

/** One of them at least; nothing at all is false. */
export function anyOf(parts: readonly Predicate[]): Predicate {
  if (parts.includes(true)) return true;
  const left = parts.filter((part) => part !== false);
  return left.length === 1 ? (left[0] ?? false) : left.length > 0 && { any: left };
}

/** All of them; nothing at all is true. */
export function allOf(parts: readonly Predicate[]): Predicate {
  if (parts.includes(false)) return false;
  const left = parts.filter((part) => part !== true);
  return left.length === 1 ? (left[0] ?? true) : left.length === 0 || { all: left };
}

/** The ways into a predicate, each of which an index can serve: `a or b` is two. */
export const waysOf = (predicate: Predicate): readonly Predicate[] =>
  typeof predicate === 'object' && 'any' in predicate ? predicate.any : [predicate];

/** Every relation that a predicate asks about. */
export function relationsIn(predicate: Predicate): readonly string[] {
  if (typeof predicate === 'boolean') return [];
  if ('related' in predicate) return [predicate.related];
  if ('any' in predicate) return predicate.any.flatMap(relationsIn);
  return 'all' in predicate ? predicate.all.flatMap(relationsIn) : [];
}

/** Whether a predicate opens rows by relations alone, so that without one standing it opens none. */
export function isOfRelations(predicate: Predicate): boolean {
  if (typeof predicate === 'boolean') return !predicate;
  if ('any' in predicate) return predicate.any.every(isOfRelations);
  return 'related' in predicate;
}

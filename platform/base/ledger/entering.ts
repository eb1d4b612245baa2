import { gathering } from '#kernel/db';
import type { LedgerEntry } from '#kernel/ports';
import { canonicalJson } from './canonical.ts';
import { insertEntering, tail } from './store.ts';

export interface Entering {
  /** Canonical JSON (RFC 8785) of the entry without its subjects, so without a line break. */
  readonly told: string;
  readonly subjects: readonly string[];
}

/** What JSON can hold and the database cannot: the character 0, half of a surrogate pair. */
const unkeepable = /\\u(?:0000|d[89a-f])/i;

const keepable = (text: string): string => text.toWellFormed().replaceAll('\0', '\u{FFFD}');

function allKeepable(value: unknown): unknown {
  if (typeof value === 'string') return keepable(value);
  if (Array.isArray(value)) return value.map(allKeepable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [keepable(name), allKeepable(each)]));
}

/**
 * The canonical JSON of an entry, its members already written in their order: what `canonicalJson` makes of it at a
 * third of the cost.
 */
function compose(entry: Omit<LedgerEntry, 'subjects'>): string {
  const { action, actor, at, basis, detail, purpose, request, resource } = entry;
  const { id, kind, organisation } = actor;
  const before = JSON.stringify({ action, actor: { id, kind, organisation }, at, basis });
  const after = JSON.stringify({ purpose, request, resource, v: 1 });
  const between = detail === undefined ? ',' : `,"detail":${canonicalJson(detail)},`;
  return `${before.slice(0, -1)}${between}${after.slice(1)}`;
}

/**
 * Where law keeps the knowledge of an entry from the person it is about for a time, the entry says until when and on
 * what ground (`detail.withheldUntil`, `detail.withheldBasis`); afterwards it is shown.
 * @throws Error when one is said without the other
 */
function withWithholding(detail: LedgerEntry['detail']): LedgerEntry['detail'] {
  const { withheldUntil: until, withheldBasis: basis } = detail ?? {};
  if (until === undefined && basis === undefined) return detail;
  if (
    typeof until !== 'string' ||
    Number.isNaN(Date.parse(until)) ||
    typeof basis !== 'string' ||
    basis === ''
  )
    throw new Error('an entry is withheld until an instant and on a basis, or not at all');
  return { ...detail, withheldUntil: new Date(until).toISOString() };
}

/** An entry as it is kept until it is sealed. */
export function enteringOf({ subjects, ...given }: LedgerEntry): Entering {
  const detail = withWithholding(given.detail);
  const entry = detail === undefined ? given : { ...given, detail };
  const told = compose(entry);
  if (!unkeepable.test(told)) return { told, subjects };
  return { told: compose(allKeepable(entry) as typeof entry), subjects };
}

/** The entry as it is hashed, its subjects' count and digest in their place. */
export const bodyOf = (told: string, count: number, digest: string): string =>
  `${told.slice(0, -tail.length)}"subjects":{"count":${count},"digest":"${digest}"},${tail}`;

/** Two lines an entry: what is told, and the subjects' keys as JSON. */
export const bundle = (entries: readonly Entering[]): string =>
  entries.map(({ told, subjects }) => `${told}\n${JSON.stringify(subjects)}`).join('\n');

export function unbundle(text: string): Entering[] {
  const lines = text.split('\n');
  const entries: Entering[] = [];
  for (let line = 0; line + 1 < lines.length; line += 2)
    entries.push({
      told: lines[line] ?? '',
      subjects: JSON.parse(lines[line + 1] ?? '[]') as string[],
    });
  return entries;
}

const mostInBundle = 1000;

const write = gathering<Entering>(async (db, entries) => {
  for (let from = 0; from < entries.length; from += mostInBundle) {
    const some = entries.slice(from, from + mostInBundle);
    await insertEntering(db, some.length, bundle(some));
  }
});

/** The ledger's port: the entry is in when the transaction is, all entries of one by one statement just before. */
export const enter = (db: Parameters<typeof write>[0], entry: LedgerEntry): Promise<void> =>
  write(db, enteringOf(entry));

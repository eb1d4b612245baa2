import { gathering } from '#kernel/db';
import type { LedgerEntry } from '#kernel/ports';
import { canonicalJson } from '#engines/canonical-json';
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

const member = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`;

/**
 * The canonical JSON of an entry, its members already written in their order: what `canonicalJson` makes of it at a
 * fraction of the cost.
 */
function compose(entry: LedgerEntry, detail: LedgerEntry['detail']): string {
  const { action, actor, at, basis, purpose, request, resource } = entry;
  const who = `{"id":${JSON.stringify(actor.id)}${member('kind', actor.kind)}${member('organisation', actor.organisation)}}`;
  const told = detail === undefined ? '' : `,"detail":${canonicalJson(detail)}`;
  const why = `${member('purpose', purpose)}${member('request', request)}${member('resource', resource)}`;
  return `{"action":${JSON.stringify(action)},"actor":${who}${member('at', at)}${member('basis', basis)}${told}${why},"v":1}`;
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
export function enteringOf(entry: LedgerEntry): Entering {
  const { subjects } = entry;
  const detail = withWithholding(entry.detail);
  const told = compose(entry, detail);
  // Most have no escape at all, and that is found out quickest.
  if (!told.includes('\\u') || !unkeepable.test(told)) return { told, subjects };
  const kept = allKeepable({ ...entry, detail, subjects: [] }) as LedgerEntry;
  return { told: compose(kept, kept.detail), subjects };
}

/** The entry as it is hashed, its subjects' count and digest in their place. */
export const bodyOf = (told: string, count: number, digest: string): string =>
  `${told.slice(0, -tail.length)}"subjects":{"count":${count},"digest":"${digest}"},${tail}`;

/** Two lines an entry: what is told, and the subjects' keys as JSON. */
const linesOf = ({ told, subjects }: Entering): string => `${told}\n${JSON.stringify(subjects)}`;

const mostInBundle = 1000;
/** The sealer takes a bundle whole: with the parts of a great file in one, what it may take at once would bound nothing. */
const mostBytesInBundle = 2_000_000;

/**
 * Entries as text, in order: each ends at a thousand entries or at so many bytes, whichever comes first. An entry is never
 * divided.
 */
export function* bundles(
  entries: readonly Entering[],
): Generator<{ readonly entries: number; readonly told: string }> {
  let [lines, bytes]: [string[], number] = [[], 0];
  for (const entry of entries) {
    const text = linesOf(entry);
    const more = Buffer.byteLength(text);
    if (lines.length === mostInBundle || (lines.length > 0 && bytes + more > mostBytesInBundle)) {
      yield { entries: lines.length, told: lines.join('\n') };
      [lines, bytes] = [[], 0];
    }
    lines.push(text);
    bytes += more;
  }
  if (lines.length > 0) yield { entries: lines.length, told: lines.join('\n') };
}

/** An entry as it waits in its bundle, its subjects' keys still JSON. */
export interface Bundled {
  readonly told: string;
  readonly subjects: string;
}

export function unbundle(text: string): Bundled[] {
  const lines = text.split('\n');
  const entries: Bundled[] = [];
  for (let line = 0; line + 1 < lines.length; line += 2)
    entries.push({ told: lines[line] ?? '', subjects: lines[line + 1] ?? '[]' });
  return entries;
}

const write = gathering<Entering>(async (db, entries) => {
  for (const some of bundles(entries)) await insertEntering(db, some.entries, some.told);
});

/** The ledger's port: the entry is in when the transaction is, all entries of one by one statement just before. */
export const enter = (db: Parameters<typeof write>[0], entry: LedgerEntry): Promise<void> =>
  write(db, enteringOf(entry));

import type { SeenColumn } from '../rules.ts';
import type { DatabaseSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { refused } from './faults.ts';
import type { Reading } from './reader.ts';

/** A query with the values for its places. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What a make of database calls things in SQL. Names and expressions come out quoted. */
export interface Wording {
  relation(relation: string): string;
  column(name: string): string;
  asText(name: string): string;
  /** A part of a key as it is ordered: by the bytes of UTF-8. */
  asKey(name: string): string;
  /** Conditions with places for one value each. */
  from(rises: string): string;
  between(rises: string): readonly [string, string];
}

/**
 * Those of the relation's columns that a source wants.
 * @param here all of them, with their types
 * @throws SourceFault when the relation, its key or its mark is not there
 */
export function wantedColumns(settings: DatabaseSettings, here: ReadonlyMap<string, string>): SeenColumn[] {
  const { relation, columns, key = [], markColumn } = settings;
  if (here.size === 0) throw refused(texts.faultNoRelation, { name: relation });
  for (const column of [...key, ...(markColumn ? [markColumn] : [])])
    if (!here.has(column)) throw refused(texts.faultNoColumn, { name: relation, column });
  // A column that was wanted and is gone is missing: the gate says so, and whoever keeps the source decides.
  const wanted = columns?.length ? columns.filter((name) => here.has(name)) : [...here.keys()];
  return wanted.map((name) => ({ name, type: here.get(name) ?? '', declared: true as const }));
}

interface Wanted {
  readonly where: readonly string[];
  readonly values: readonly unknown[];
}

/** With the mark itself: rows of the same instant may have been written after it was read. */
function wantedOf(
  wording: Wording,
  rises: string | undefined,
  { mark, days }: Pick<Reading, 'mark' | 'days'>,
): Wanted {
  if (rises === undefined) return { where: [], values: [] };
  if (days) return { where: wording.between(rises), values: [days.from, days.to] };
  return mark ? { where: [wording.from(rises)], values: [mark['value']] } : { where: [], values: [] };
}

const clause = (word: string, parts: readonly string[], between: string): string =>
  parts.length > 0 ? ` ${word} ${parts.join(between)}` : '';

/** The query of a source: every value as text, in an order that is always the same, only what is wanted. */
export function queryOf(
  wording: Wording,
  settings: DatabaseSettings,
  columns: readonly SeenColumn[],
  reading: Pick<Reading, 'mark' | 'days' | 'limits'>,
): Query {
  const { relation, mode, markColumn, key = [] } = settings;
  const rising = mode === 'watermark' && markColumn !== undefined ? [markColumn] : [];
  const quoted = rising.map((name) => wording.column(name));
  const { where, values } = wantedOf(wording, quoted[0], reading);
  const order = [...quoted, ...key.map((name) => wording.asKey(name))];
  const selected = [...columns.map(({ name }) => name), ...key, ...rising].map((name) =>
    wording.asText(name),
  );
  const { rows } = reading.limits;
  const text = [
    `select ${selected.join(', ')} from ${wording.relation(relation)}`,
    clause('where', where, ' and '),
    clause('order by', order, ', '),
    rows === undefined ? '' : ` limit ${Math.trunc(rows)}`,
  ].join('');
  return { text, values };
}

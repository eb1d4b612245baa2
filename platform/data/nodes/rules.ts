import type { Side } from './names.ts';

/** A row as one end has it. */
export interface Versioned {
  readonly version: number;
  readonly values: Readonly<Record<string, string | null>>;
}

export interface Judged extends Versioned {
  /** Whose values they are. */
  readonly side: Side;
  /** Both ends had changed the row, and not to the same. */
  readonly conflict: boolean;
  /** Something is otherwise than the city had it. */
  readonly changed: boolean;
}

/** Equal in every field that either names; a field that is not named has no value. */
export function sameValues(one: Versioned['values'], other: Versioned['values']): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? null) === (other[name] ?? null));
}

/**
 * What becomes of a change that a node made from version `base` of a row. Made from the version that the city has, it holds.
 * Made from an older one, both have changed the row: unless they say the same, the end whose word counts wins.
 * @param known the row as the city has it; undefined when it has none
 * @param authority whose word counts for this dataset
 */
export function judge(
  change: { readonly base: number; readonly values: Versioned['values'] },
  known: (Versioned & { readonly side: Side }) | undefined,
  authority: Side,
): Judged {
  const version = known?.version ?? 0;
  const same = known !== undefined && sameValues(change.values, known.values);
  if (known !== undefined && same)
    return { version, values: known.values, side: known.side, conflict: false, changed: false };
  const next = { version: version + 1, values: change.values, side: 'node', changed: true } as const;
  if (known === undefined || change.base === version) return { ...next, conflict: false };
  if (authority === 'node') return { ...next, conflict: true };
  return { version, values: known.values, side: known.side, conflict: true, changed: false };
}

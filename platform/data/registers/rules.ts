import type { Origin, Origins } from './contract.ts';

/** One value that a delivery brings for an attribute. */
export interface Brought {
  readonly attribute: string;
  readonly value: string;
  readonly origin: Origin;
}

/** A golden record as it is being made. */
export interface Golden {
  readonly values: Readonly<Record<string, string | null>>;
  readonly origins: Origins;
}

/** An equal or weightier source may speak over the one that stands: weight first, then the newer word, then the later row. */
export function outweighs(incoming: Origin, standing: Origin | undefined): boolean {
  if (!standing) return true;
  if (incoming.authority !== standing.authority) return incoming.authority > standing.authority;
  if (incoming.at !== standing.at) return incoming.at > standing.at;
  return incoming.batch !== standing.batch || incoming.row >= standing.row;
}

/**
 * Brings a delivery's values into a golden record. Each attribute is decided alone, so deliveries in any order,
 * late ones too, end in the same record; one that only confirms a value becomes its origin, so that a lighter or older
 * word cannot replace it later.
 */
export function merge(golden: Golden, brought: readonly Brought[]): Golden {
  const values: Record<string, string | null> = { ...golden.values };
  const origins: Origins = { ...golden.origins };
  for (const { attribute, value, origin } of brought) {
    if (!outweighs(origin, origins[attribute])) continue;
    values[attribute] = value;
    origins[attribute] = origin;
  }
  return { values, origins };
}

/** How a row that carries the number of a known entity stands to it. */
export type Agreement = 'same' | 'conflict';

/**
 * The same valid number is the same person only when at least one of the agreeing attributes is the same:
 * a different name AND a different date of birth under one number is a mistake of somebody, never a merge.
 * An attribute that either side lacks neither agrees nor disagrees.
 */
export function agreement(
  standing: Readonly<Record<string, string | null>>,
  incoming: Readonly<Record<string, string | null>>,
  agreeOn: readonly string[],
): Agreement {
  const known = agreeOn.filter((name) => standing[name] && incoming[name]);
  if (known.length < agreeOn.length) return 'same';
  return known.some((name) => same(standing[name], incoming[name])) ? 'same' : 'conflict';
}

const same = (one: string | null | undefined, other: string | null | undefined): boolean =>
  bare(one) === bare(other);

/** Spaces and the middle dots of names written with different characters do not make another person. */
const bare = (value: string | null | undefined): string =>
  (value ?? '').replaceAll(/[\s·•・.]/g, '').toUpperCase();

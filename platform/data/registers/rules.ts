import { comparePersonNames } from '#engines/identifiers';
import type { Origin, Origins } from './contract.ts';

/** One value that a delivery brings for an attribute. */
export interface Brought {
  readonly attribute: string;
  readonly value: string;
  readonly origin: Origin;
}

/** When somebody last said a value that stood already, and with what weight. */
export type Confirmed = Readonly<Record<string, Pick<Origin, 'authority' | 'at'>>>;

/** A golden record as it is being made. */
export interface Golden {
  readonly values: Readonly<Record<string, string | null>>;
  readonly origins: Origins;
  /** Newest confirmations, kept with the rows that made them and not with the record. */
  readonly confirmed: Confirmed;
}

/** What a row of a delivery comes to: the record after it, and what it only confirmed. */
export interface Heard {
  readonly golden: Golden;
  readonly confirms: Confirmed;
  readonly changes: boolean;
}

/** An equal or weightier source may speak over the one that stands: weight first, then the newer word, then the later row. */
export function outweighs(incoming: Origin, standing: Origin | undefined): boolean {
  if (!standing) return true;
  if (incoming.authority !== standing.authority) return incoming.authority > standing.authority;
  if (incoming.at !== standing.at) return incoming.at > standing.at;
  return incoming.batch !== standing.batch || incoming.row >= standing.row;
}

/** Whether a confirmation speaks louder than a delivery: as weighty at least, and newer. */
const holds = (confirmed: Confirmed[string] | undefined, incoming: Origin): boolean =>
  confirmed !== undefined &&
  (confirmed.authority > incoming.authority ||
    (confirmed.authority === incoming.authority && confirmed.at > incoming.at));

const newer = (one: Confirmed[string] | undefined, other: Confirmed[string]): Confirmed[string] =>
  one && (one.authority > other.authority || (one.authority === other.authority && one.at >= other.at))
    ? one
    : other;

/**
 * Brings a delivery's values into a golden record. Each attribute is decided alone, so deliveries in any order,
 * late ones too, end in the same values. One that only confirms a value leaves its origin as it is, unless it is the
 * weightier word; the confirmation is kept beside, so that an older word cannot replace what was said again since.
 */
export function merge(golden: Golden, brought: readonly Brought[]): Heard {
  const values: Record<string, string | null> = { ...golden.values };
  const origins: Origins = { ...golden.origins };
  const confirmed: Record<string, Confirmed[string]> = { ...golden.confirmed };
  const confirms: Record<string, Confirmed[string]> = {};
  let changes = false;
  for (const { attribute, value, origin } of brought) {
    const standing = origins[attribute];
    const word = { authority: origin.authority, at: origin.at };
    const isSame = standing !== undefined && values[attribute] === value;
    if (isSame && origin.authority === standing.authority) {
      confirms[attribute] = word;
      confirmed[attribute] = newer(confirmed[attribute], word);
    } else if (outweighs(origin, standing) && !holds(confirmed[attribute], origin)) {
      values[attribute] = value;
      origins[attribute] = origin;
      changes = true;
    }
  }
  return { golden: { values, origins, confirmed }, confirms, changes };
}

/** The confirmations of several rows, the newest of each attribute. */
export function strongest(all: readonly Confirmed[]): Confirmed {
  const found: Record<string, Confirmed[string]> = {};
  for (const each of all)
    for (const [attribute, word] of Object.entries(each)) found[attribute] = newer(found[attribute], word);
  return found;
}

/** How a row that carries the number of a known entity stands to it. */
export type Agreement = 'same' | 'conflict';

/**
 * The same valid number is the same company only when at least one of the agreeing attributes is the same:
 * a different name AND a different date under one number is a mistake of somebody, never a merge.
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

/** Spaces and the middle dots of names written with different characters do not make another. */
const bare = (value: string | null | undefined): string =>
  (value ?? '').replaceAll(/[\s·•・.]/g, '').toUpperCase();

/** Who says another name for a known number of a person. */
export interface OtherName {
  readonly standing: string;
  readonly incoming: string;
  /** Names that the authority itself gave before. */
  readonly former: readonly string[];
  /** Weight of the word that stands and of the one that comes, and the greatest that any dataset has for names. */
  readonly weights: { readonly standing: number; readonly incoming: number; readonly chief: number };
  /** Another row of the dataset that speaks is part of the person already. */
  readonly hasSibling: boolean;
  /** Nothing is part of the person but this very row. */
  readonly isAlone: boolean;
}

/**
 * A number carries birth and sex, so only the name tells that it was typed for somebody else. Another name is
 * a change when the authority for names gives it, or the only row that ever spoke of the person; from anybody else it
 * is a conflict. `claimed`: the authority gives the number to somebody else than those did who spoke until now.
 */
export function nameVerdict(name: OtherName): 'same' | 'change' | 'claimed' | 'conflict' {
  const { standing, incoming, former, weights } = name;
  if ([standing, ...former].some((each) => comparePersonNames(each, incoming) !== 'different')) return 'same';
  if (name.isAlone) return 'change';
  if (weights.incoming < weights.chief || name.hasSibling) return 'conflict';
  return weights.standing < weights.chief ? 'claimed' : 'change';
}

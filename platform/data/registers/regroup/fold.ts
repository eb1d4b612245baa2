import type { Origin, Origins } from '../contract.ts';
import type { Confirmed, Golden } from '../rules.ts';

/** One side of a person: what the rows under one id said. */
export interface Side {
  readonly id: string;
  readonly golden: Golden;
}

type Word = Confirmed[string];

/** The strongest word for a value: that of its origin, or of whoever said it again since. */
function wordOf(origin: Origin, confirmed: Word | undefined): Word {
  const said = { authority: origin.authority, at: origin.at };
  if (!confirmed || confirmed.authority < said.authority) return said;
  return confirmed.authority > said.authority || confirmed.at > said.at ? confirmed : said;
}

/** Weight first, then the newer word. */
const beats = (one: Word, other: Word): boolean =>
  one.authority !== other.authority ? one.authority > other.authority : one.at > other.at;

/**
 * What several sides that are one person come to: each attribute alone, by authority and then recency, in whatever order
 * the sides are given; where both are equal the first id stands. The identifier is that of the side whose id stays.
 * @param stays id of the person
 */
export function foldSides(sides: readonly Side[], stays: string, identifier: string): Golden {
  const rank = ({ id }: Side) => `${id === stays ? 0 : 1} ${id}`;
  const ordered = sides.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  const values: Record<string, string | null> = {};
  const origins: Origins = {};
  const confirmed: Record<string, Word> = {};
  const best = new Map<string, Word>();
  for (const { id, golden } of ordered)
    for (const [attribute, origin] of Object.entries(golden.origins)) {
      if (attribute === identifier && id !== stays) continue;
      const word = wordOf(origin, golden.confirmed[attribute]);
      const standing = best.get(attribute);
      if (standing && !beats(word, standing)) continue;
      best.set(attribute, word);
      values[attribute] = golden.values[attribute] ?? null;
      origins[attribute] = origin;
      confirmed[attribute] = word;
    }
  return { values, origins, confirmed };
}

import { cosine, directionOf, folded, weightsOf, wordsInCommon, type Direction } from '#engines/likeness';
import type { Text } from '#kernel/texts';
import type { Kind } from './names.ts';

/** Something that a proposal is held against, or the proposal itself. */
export interface Thing {
  readonly kind: Kind;
  readonly key: string;
  readonly title: Text;
  /** Whose it is. */
  readonly unit: string | null;
  /** What it is for, and whatever else is said of it. */
  readonly about: string;
  /** Items of data that it gathers or has, in words. */
  readonly items: readonly string[];
  /** Entries of the catalogue that it takes its data from. */
  readonly uses: readonly string[];
  readonly keyProject: string | null;
  readonly simulated: boolean;
}

export interface Reasons {
  /** Words in common, the most telling first. */
  readonly words: readonly string[];
  /** Items of data that both gather. */
  readonly items: readonly string[];
  /** Entries of the catalogue that both take their data from. */
  readonly uses: readonly string[];
  readonly sameUnit: boolean;
  readonly sameProject: boolean;
}

export interface Candidate {
  readonly thing: Thing;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: Reasons;
  /** So near that the reviewer has to say what it is to the proposal. */
  readonly likely: boolean;
}

/** From here on a candidate has to be answered; fixed on one half of `testing/labelled.ts`, measured on the other. */
export const likelyFrom = 0.3;
const shownFrom = 0.12;
const most = 20;

/** An item without the unit that stands behind it in brackets. */
const bare = (item: string): string => folded(item.replaceAll(/[（(][^）)]*[）)]/g, ''));

/** Share of the weight of what is asked that the other has too. */
function sharedItems(asked: Thing, known: Thing, rarity: (item: string) => number) {
  const theirs = new Set(known.items.map(bare));
  const both = asked.items.filter((item) => theirs.has(bare(item)));
  const weigh = (items: readonly string[]) => items.reduce((sum, item) => sum + rarity(item), 0);
  const all = weigh(asked.items);
  return { both, share: all === 0 ? 0 : weigh(both) / all };
}

function sharedUses(asked: Thing, known: Thing) {
  const both = asked.uses.filter((code) => known.uses.includes(code));
  return { both, share: both.length === 0 ? 0 : both.length / asked.uses.length };
}

/** A name in many things says little of any of them. */
function rarityOf(all: readonly Thing[]): (item: string) => number {
  const holders = new Map<string, number>();
  for (const { items } of all)
    for (const item of new Set(items.map(bare))) holders.set(item, (holders.get(item) ?? 0) + 1);
  return (item) => Math.log(1 + all.length) + 0.1 - Math.log(holders.get(bare(item)) ?? 1);
}

const wholeOf = ({ title, about, items }: Thing): string => [title.zh, about, ...items].join(' ');

interface Held {
  readonly title: Direction;
  readonly whole: Direction;
}

/**
 * What there is already that may be what is proposed, the nearest first: by the words of title and purpose (cosine of pairs of
 * characters, weighed by how rare they are), by items of data that both gather, by sources of data in common; the same unit and
 * the same key project count a little where anything else speaks for it. The parts are joined as chances that it is the same:
 * 1 − (1 − words)(1 − 0.5 items)(1 − 0.3 sources)…
 * @returns at most 20, each with why; O(length of all texts)
 */
export function candidatesOf(asked: Thing, known: readonly Thing[]): Candidate[] {
  const weights = weightsOf([asked, ...known].map(wholeOf));
  const rarity = rarityOf([asked, ...known]);
  const heldOf = (thing: Thing): Held => ({
    title: directionOf(thing.title.zh, weights),
    whole: directionOf(wholeOf(thing), weights),
  });
  const own = heldOf(asked);
  return known
    .map((thing): Candidate => {
      const held = heldOf(thing);
      const words = Math.max(
        cosine(own.title, held.title),
        cosine(own.whole, held.whole),
        0.8 * cosine(own.title, held.whole),
      );
      const items = sharedItems(asked, thing, rarity);
      const uses = sharedUses(asked, thing);
      const speaks = words >= 0.15 || items.share >= 0.3;
      const sameUnit = speaks && asked.unit !== null && asked.unit === thing.unit;
      const sameProject = speaks && asked.keyProject !== null && asked.keyProject === thing.keyProject;
      const missed =
        (1 - words) *
        (1 - 0.5 * items.share) *
        (1 - 0.3 * uses.share) *
        (sameUnit ? 0.93 : 1) *
        (sameProject ? 0.96 : 1);
      const score = Math.round((1 - missed) * 1000) / 1000;
      return {
        thing,
        score,
        reasons: {
          words: wordsInCommon(wholeOf(asked), held.whole, 6),
          items: items.both,
          uses: uses.both,
          sameUnit,
          sameProject,
        },
        likely: score >= likelyFrom,
      };
    })
    .filter(({ score }) => score >= shownFrom)
    .toSorted((a, b) => b.score - a.score || (a.thing.key < b.thing.key ? -1 : 1))
    .slice(0, most);
}

import { folded, isHan, partsOf } from './parts.ts';

/** What each part says of a text: little where many texts have it. */
export interface Weights {
  /** Weight of a part; of one that no text has as of one that a single text has. */
  of(part: string): number;
}

/**
 * Inverse document frequency of the parts of some texts: ln(1 + N) − ln(n) + 0.1, as `engines/linkage` weighs words.
 * @param texts the whole of what is compared, one string a thing; O(length of all)
 */
export function weightsOf(texts: readonly string[]): Weights {
  const holders = new Map<string, number>();
  for (const text of texts)
    for (const part of new Set(partsOf(text))) holders.set(part, (holders.get(part) ?? 0) + 1);
  const all = Math.log(1 + texts.length) + 0.1;
  return { of: (part) => all - Math.log(holders.get(part) ?? 1) };
}

/** A text as a direction among all parts, of length 1; empty where it has none. */
export type Direction = ReadonlyMap<string, number>;

/** Term frequency 1 + ln(times) by weight, of length 1. */
export function directionOf(text: string, weights: Weights): Direction {
  const times = new Map<string, number>();
  for (const part of partsOf(text)) times.set(part, (times.get(part) ?? 0) + 1);
  const raw = [...times].map(([part, n]) => [part, (1 + Math.log(n)) * weights.of(part)] as const);
  const length = Math.hypot(...raw.map(([, weight]) => weight));
  return new Map(length === 0 ? [] : raw.map(([part, weight]) => [part, weight / length]));
}

/**
 * Cosine of two texts, 0 (no part in common) to 1 (the same parts as often).
 * Source: Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
 */
export function cosine(one: Direction, other: Direction): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [part, weight] of few) sum += weight * (many.get(part) ?? 0);
  return Math.min(1, sum);
}

/** One stretch of a text all of whose parts the other has, and what they say together. */
interface Shared {
  readonly words: string;
  readonly weight: number;
}

/** The stretches of a Han run that are covered by shared pairs: 食品, 品安, 安全 are one, 食品安全. */
function stretchesOf(run: string, other: Direction): Shared[] {
  const characters = [...run];
  const found: Shared[] = [];
  let [from, weight] = [0, 0];
  for (let at = 1; at <= characters.length; at += 1) {
    const pair = `${characters[at - 1]}${characters[at] ?? ''}`;
    const shared = at < characters.length ? other.get(pair) : undefined;
    if (shared !== undefined) weight += shared;
    else {
      if (at - from > 1) found.push({ words: characters.slice(from, at).join(''), weight });
      [from, weight] = [at, 0];
    }
  }
  return found;
}

const runs = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;

/**
 * The words that two texts have in common, the most telling first, for a person to see why they are held to be alike.
 * @param most so many at most
 */
export function wordsInCommon(text: string, other: Direction, most: number): string[] {
  const shared = text
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((piece) => folded(piece).match(runs) ?? [])
    .flatMap((run): Shared[] => {
      if (isHan([...run][0] ?? '')) return stretchesOf(run, other);
      const weight = other.get(run);
      return weight === undefined ? [] : [{ words: run, weight }];
    });
  const best = new Map<string, number>();
  for (const { words, weight } of shared) best.set(words, Math.max(weight, best.get(words) ?? 0));
  return [...best]
    .toSorted(([one, a], [two, b]) => b - a || (one < two ? -1 : 1))
    .slice(0, most)
    .map(([words]) => words);
}

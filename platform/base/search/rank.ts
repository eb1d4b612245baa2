import { folded } from '#engines/likeness';
import { soundsOf } from './terms.ts';

/** Fewest changes that make the pattern a part of the text (Sellers 1980); O(length of both multiplied). */
export function distanceWithin(pattern: string, text: string): number {
  const wanted = [...pattern];
  let before = wanted.map((_, at) => at + 1);
  let best = wanted.length;
  for (const character of text) {
    const now: number[] = [];
    for (const [at, each] of wanted.entries()) {
      const change = (at === 0 ? 0 : (before[at - 1] ?? 0)) + (each === character ? 0 : 1);
      now.push(Math.min(change, (before[at] ?? 0) + 1, (at === 0 ? 0 : (now[at - 1] ?? 0)) + 1));
    }
    best = Math.min(best, now.at(-1) ?? best);
    before = now;
  }
  return best;
}

export interface Findable {
  readonly folded: string;
  readonly sound: string;
  readonly initials: string;
}

const scored = (query: string, text: string, points: readonly [number, number, number]): number => {
  if (text === query) return points[0];
  if (text.startsWith(query)) return points[1];
  return text.includes(query) ? points[2] : 0;
};

const each = (texts: string): readonly string[] => texts.split(' ');

/** How far a slip is forgiven: one in four letters or characters and more, two in ten. */
const forgiven = (length: number): number => (length >= 10 ? 2 : 1);

function nearly(query: string, found: Findable): number {
  const sounds = soundsOf(query).map(({ full }) => full);
  if (sounds.some((sound) => each(found.sound).some((text) => text.includes(sound)))) return 20;
  if ([...query].length < 4) return 0;
  const texts = sounds.length > 0 ? [found.folded] : [found.folded, ...each(found.sound)];
  const least = Math.min(...texts.map((text) => distanceWithin(query, text)));
  return least <= forgiven([...query].length) ? 15 - least : 0;
}

/** Parts of a query that differ in script are each looked for by itself; the worst of them counts. */
const runsOf = (query: string): string[] => query.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];

/**
 * How well a text fits a query; 0 when it does not.
 * Exact before beginning before within; words before pinyin before initials; then what is only like it.
 */
export function score(query: string, found: Findable): number {
  const plain = folded(query);
  const points = runsOf(plain).map((run) =>
    Math.max(
      scored(run, found.folded, [100, 90, 70]),
      ...each(found.sound).map((text) => scored(run, text, [80, 60, 45])),
      ...each(found.initials).map((text) => scored(run, text, [55, 50, 40])),
    ),
  );
  const strict = points.length > 0 ? Math.min(...points) : 0;
  return strict > 0 ? strict : nearly(plain, found);
}

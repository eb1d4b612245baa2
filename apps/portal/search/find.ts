import type { Text } from '#kernel/texts';
import { emptyWords, sameMeaning } from './everyday-words.ts';

/** Something that the portal's search can lead to. */
export interface Findable {
  readonly kind: 'page' | 'entry' | 'target';
  readonly to: string;
  readonly title: Text;
  /** One line under the title. */
  readonly line: Text;
  /** Other words under which people look for it. */
  readonly words?: readonly string[];
}

/** Full-width to half-width, one case, signs to spaces: a Latin word then begins after a space. */
const plainText = (text: string): string =>
  ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

const pairsOf = (run: string): string[] =>
  run.length < 3 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));

const withoutEmpty = (query: string): string =>
  emptyWords.reduce((left, word) => {
    const gap = /^[a-z]/.test(word) ? ` ${word} ` : word;
    return left.replaceAll(gap, ' ');
  }, query);

/** Latin words as they are; runs of Chinese as pairs of characters, for want of spaces between words. */
function termsOf(query: string): string[] {
  const left = withoutEmpty(query).trim() || query.trim();
  const parts = left.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(parts.flatMap((part) => (/\p{Script=Han}/u.test(part) ? pairsOf(part) : [part])))];
}

const isHan = (term: string): boolean => /\p{Script=Han}/u.test(term);
const holds = (text: string, term: string): boolean => text.includes(isHan(term) ? term : ` ${term}`);

/** Words that mean the same as one that was asked for. */
const alikeOf = (query: string): string[] =>
  sameMeaning
    .filter((group) => group.some((word) => holds(query, word)))
    .flatMap((group) => group.filter((word) => !holds(query, word)));

/** Below this nothing was really asked for; and what is far behind the best is noise beside it. */
const least = 1;

interface Wanted {
  readonly whole: string;
  readonly terms: readonly string[];
  readonly alike: readonly string[];
}

/** Where a term stands decides what it weighs: title 3, other words 2, line 1. */
function score(item: Findable, { whole, terms, alike }: Wanted): number {
  const places = [
    [plainText(`${item.title.zh} ${item.title.en}`), 3],
    [plainText((item.words ?? []).join(' ')), 2],
    [plainText(`${item.line.zh} ${item.line.en}`), 1],
  ] as const;
  const weigh = (term: string) => places.find(([text]) => holds(text, term))?.[1] ?? 0;
  const direct = terms.reduce((sum, term) => sum + weigh(term), 0) / Math.max(1, terms.length);
  const meant = Math.max(0, ...alike.map(weigh)) * 0.6;
  const exact = holds(places[0][0], whole) || holds(places[1][0], whole) ? 3 : 0;
  return direct + meant + exact;
}

/**
 * What fits a question in everyday words, the best first.
 * @param query as a person types it, in either language
 * @returns empty when nothing fits well enough; never a guess
 */
export function find(query: string, items: readonly Findable[]): readonly Findable[] {
  const text = plainText(query);
  if (text.trim() === '') return [];
  const wanted = { whole: text.trim(), terms: termsOf(text), alike: alikeOf(text) };
  const scored = items.map((item) => ({ item, points: score(item, wanted) }));
  const best = Math.max(0, ...scored.map(({ points }) => points));
  return scored
    .filter(({ points }) => points >= Math.max(least, best * 0.25))
    .toSorted((one, other) => other.points - one.points)
    .map(({ item }) => item);
}

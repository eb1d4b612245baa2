export interface MatchField {
  name: string;
  /** What a person calls it, in any of the languages. */
  labels: string[];
  /** What departments call it. */
  aliases?: string[];
}

export type MatchReason = 'remembered' | 'label' | 'alias' | 'normalised' | 'similar' | 'none';

export interface ColumnMatch {
  field: string;
  /** The header as given; absent when no header fits. */
  header?: string;
  /** Its place in the headers, from zero. */
  place?: number;
  /** 0 to 1. */
  score: number;
  reason: MatchReason;
}

interface Candidate {
  field: number;
  place: number;
  score: number;
  reason: MatchReason;
}

const SCORES = { remembered: 1, label: 0.99, alias: 0.98, normalised: 0.95 } as const;
const SIMILAR_AT_MOST = 0.9;
const SIMILAR_AT_LEAST = 0.45;

/**
 * Proposes for every field the header that stands for it: what was remembered (field name to header), an equal label
 * or alias, the same but for spaces, brackets and width, or a similar one. Better matches are given first, every header
 * is used once. One answer a field, in the fields' order.
 */
export function matchColumns(
  headers: readonly string[],
  fields: readonly MatchField[],
  remembered: Readonly<Record<string, string>> = {},
): ColumnMatch[] {
  const candidates = fields.flatMap((field, number) =>
    headers.flatMap((header, place): Candidate[] => {
      const found = compare(header, field, remembered[field.name]);
      return found === null ? [] : [{ field: number, place, ...found }];
    }),
  );
  candidates.sort(
    (left, right) => right.score - left.score || left.field - right.field || left.place - right.place,
  );
  const chosen = new Map<number, Candidate>();
  const usedPlaces = new Set<number>();
  for (const candidate of candidates) {
    if (chosen.has(candidate.field) || usedPlaces.has(candidate.place)) continue;
    chosen.set(candidate.field, candidate);
    usedPlaces.add(candidate.place);
  }
  return fields.map((field, number) => {
    const match = chosen.get(number);
    if (match === undefined) return { field: field.name, score: 0, reason: 'none' };
    const { place, score, reason } = match;
    return { field: field.name, header: headers[place] ?? '', place, score, reason };
  });
}

function compare(
  header: string,
  field: MatchField,
  remembered: string | undefined,
): { score: number; reason: MatchReason } | null {
  if (header.trim() === '') return null;
  const name = header.trim();
  if (remembered?.trim() === name) return { score: SCORES.remembered, reason: 'remembered' };
  if (field.labels.includes(name)) return { score: SCORES.label, reason: 'label' };
  if (field.aliases?.includes(name) === true) return { score: SCORES.alias, reason: 'alias' };
  const bare = normalised(name);
  const known = [...field.labels, ...(field.aliases ?? []), field.name].map(normalised);
  if (known.includes(bare)) return { score: SCORES.normalised, reason: 'normalised' };
  const score = Math.min(SIMILAR_AT_MOST, Math.max(0, ...known.map((word) => similarity(word, bare))));
  return score >= SIMILAR_AT_LEAST ? { score, reason: 'similar' } : null;
}

/** Half-width, lower case, without what stands in brackets, marks of duty (*), spaces and punctuation. */
function normalised(text: string): string {
  const bare = text.normalize('NFKC').toLowerCase();
  const outside = bare.replaceAll(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '');
  return (outside.trim() === '' ? bare : outside).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Dice's coefficient of character pairs; a word within another counts by its share of the length. */
function similarity(left: string, right: string): number {
  if (left === '' || right === '') return 0;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  const within = short.length >= 2 && long.includes(short) ? short.length / long.length : 0;
  const pairs = pairsOf(left);
  const others = pairsOf(right);
  const shared = pairs.filter((pair) => others.includes(pair)).length;
  const dice = pairs.length + others.length === 0 ? 0 : (2 * shared) / (pairs.length + others.length);
  return Math.max(within, dice);
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2));
}

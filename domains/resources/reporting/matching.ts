import type { MaskStyle, Sensitivity } from '#kernel/record';
import type { Text } from '#kernel/texts';

/** Something that the city has or asks already. */
export interface Known {
  /** `company.name`, `scjg-company.capital`, `tjj-output.employees`. */
  readonly item: string;
  readonly kind: 'register' | 'catalogue' | 'return';
  readonly label: Text;
  readonly aliases: readonly string[];
  /** The register, the resource or the return that it belongs to. */
  readonly of: Text;
  readonly owner: string | null;
  readonly share: 'unconditional' | 'conditional' | 'none';
  readonly sensitivity: Sensitivity;
  readonly mask?: MaskStyle | undefined;
  /** Of a return: its period. */
  readonly period: string | null;
  readonly unit: string | null;
  readonly type: string;
  readonly rows: number | null;
  readonly deliveredAt: string | null;
}

export interface Asked {
  readonly labelZh: string;
  readonly labelEn?: string | null | undefined;
  readonly item?: string | null | undefined;
}

export type Likeness = 'bound' | 'same' | 'similar';

export interface Match {
  readonly known: Known;
  readonly likeness: Likeness;
}

/** A word without what is only its dress: brackets with a unit in them, spaces, signs, capitals. */
export const bare = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The city's lists of words that mean the same, each word by the first of its list. */
export type Synonyms = ReadonlyMap<string, string>;

export const synonymsOf = (groups: readonly (readonly string[])[]): Synonyms =>
  new Map(groups.flatMap((group) => group.map((word) => [bare(word), bare(group[0] ?? '')] as const)));

const meant = (word: string, synonyms: Synonyms): string => synonyms.get(bare(word)) ?? bare(word);

/** An item is also known by its code, so that the city's lists can name it. */
const wordsOf = ({ label, aliases, item }: Pick<Known, 'label' | 'aliases' | 'item'>): string[] =>
  [label.zh, label.en, item, ...aliases].filter((word) => word !== '');

/** One holds the other, and the shorter is at least half of the longer: 工业总产值 and 工业总产值增速 are near. */
const near = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= 2 && long.includes(short) && short.length * 2 >= long.length;
};

/**
 * Whether something known answers a question. `same`: one of its words, or one that the city says means the same, is the
 * question's own. `similar`: worth a look.
 * @param said how words are said aloud, for those who type pinyin or initials
 */
export function likenessOf(
  asked: Asked,
  known: Known,
  {
    synonyms,
    said,
  }: { readonly synonyms: Synonyms; readonly said?: ((word: string) => readonly string[]) | undefined },
): Likeness | undefined {
  if (asked.item && asked.item === known.item) return 'bound';
  const own = [asked.labelZh, asked.labelEn ?? ''].filter(Boolean).map((word) => meant(word, synonyms));
  const theirs = wordsOf(known).map((word) => meant(word, synonyms));
  if (own.some((word) => word !== '' && theirs.includes(word))) return 'same';
  if (own.some((word) => theirs.some((each) => near(word, each)))) return 'similar';
  const typed = bare(asked.labelZh);
  const aloud = said?.(known.label.zh) ?? [];
  return typed.length >= 2 && aloud.some((each) => each.startsWith(typed)) ? 'similar' : undefined;
}

const ranks: Readonly<Record<Likeness, number>> = { bound: 0, same: 1, similar: 2 };

/** Who has it or asks it already, the surest first. */
export function matchesOf(
  asked: Asked,
  all: readonly Known[],
  how: Parameters<typeof likenessOf>[2],
): Match[] {
  return all
    .flatMap((known) => {
      const likeness = likenessOf(asked, known, how);
      return likeness === undefined ? [] : [{ known, likeness }];
    })
    .toSorted((a, b) => ranks[a.likeness] - ranks[b.likeness] || a.known.item.localeCompare(b.known.item));
}

/** What the city has and its department may have, or what another return asks: it is not asked again without a reason. */
export const standsInTheWay = ({ known, likeness }: Match): boolean =>
  likeness !== 'similar' && known.share !== 'none';

import { pinyin } from 'pinyin-pro';
import { folded, grams, isHan } from '#engines/likeness';

const syllables = (text: string, surname: boolean): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', v: true, surname: surname ? 'head' : 'off' }).map((each) =>
    each.replaceAll('ü', 'v').toLowerCase(),
  );

/** How a text sounds, in letters: as a name first (单 shan, 解 xie, 仇 qiu), then as plain words where that differs. */
export interface Sound {
  readonly full: string;
  readonly initials: string;
}

/** The first letter of each syllable; Latin letters and digits stand as they are. */
const initialsOf = (text: string, parts: readonly string[]): string => {
  const characters = [...text];
  if (characters.length !== parts.length) return parts.map((part) => part.slice(0, 1)).join('');
  return parts.map((part, at) => (isHan(characters[at] ?? '') ? part.slice(0, 1) : part)).join('');
};

function soundOf(text: string, surname: boolean): Sound {
  const parts = syllables(text, surname);
  return { full: parts.join(''), initials: initialsOf(text, parts) };
}

/** Names come again and again in a city; so many readings are remembered. */
const remembered = new Map<string, readonly Sound[]>();
const mostRemembered = 50_000;

function read(text: string): readonly Sound[] {
  const named = soundOf(text, true);
  const plain = soundOf(text, false);
  return named.full === plain.full ? [named] : [named, plain];
}

/** Every way a folded text is read aloud; none for a text without Chinese characters. */
export function soundsOf(text: string): readonly Sound[] {
  const known = remembered.get(text);
  if (known) return known;
  const sounds = [...text].some(isHan) ? read(text) : [];
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, sounds);
  return sounds;
}

/** Parts of letters that a query of such letters has in common with a text: three by three, and how the text begins. */
const letterTerms = (kind: string, text: string, size: number): string[] => [
  ...grams(text, size).map((gram) => `${kind}:${gram}`),
  ...Array.from({ length: Math.min(size - 1, text.length) }, (_, at) => `^${kind}:${text.slice(0, at + 1)}`),
];

/** FNV-1a in 32 bits: terms are kept as numbers, a quarter of the size; what they find is looked at again. */
export function termNumber(term: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(term)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}

const han = /\p{Script=Han}+/gu;
const letters = /[^\p{Script=Han}]+/gu;

/** What a field of a record is found by. */
export interface Indexed {
  readonly folded: string;
  /** ` `-separated readings, so that one LIKE looks at all of them. */
  readonly sound: string;
  readonly initials: string;
  readonly terms: readonly number[];
}

/**
 * A text made ready to be found by words, by pinyin, by initials.
 * @param space the record: its terms are its own, so that no other record's rows are looked at
 */
export function indexed(space: string, text: string): Indexed {
  const plain = folded(text).slice(0, 200);
  const sounds = soundsOf(plain);
  const words = [
    ...(plain.match(han) ?? []).flatMap((run) => grams(run, 2).map((gram) => `h:${gram}`)),
    ...(isHan([...plain][0] ?? '') ? [`^h:${[...plain][0]}`] : []),
    ...(plain.match(letters) ?? []).flatMap((run) => letterTerms('l', run, 3)),
    ...sounds.flatMap(({ full, initials }) => [
      ...letterTerms('p', full, 3),
      ...letterTerms('i', initials, 2),
    ]),
  ];
  return {
    folded: plain,
    sound: sounds.map(({ full }) => full).join(' '),
    initials: sounds.map(({ initials }) => initials).join(' '),
    terms: [...new Set(words.map((word) => termNumber(`${space}/${word}`)))],
  };
}

/** One thing that must hold of a text: the terms that it has, and what stands in the column. */
export interface Wanted {
  readonly column: 'folded' | 'sound' | 'initials';
  readonly terms: readonly string[];
  /** `contains`, or `begins` for what is too short for that. */
  readonly how: 'contains' | 'begins';
  readonly text: string;
}

const wanted = (column: Wanted['column'], kind: string, text: string): Wanted => {
  const size = kind === 'i' || kind === 'h' ? 2 : 3;
  const parts = grams(text, size).map((gram) => `${kind}:${gram}`);
  return parts.length > 0
    ? { column, terms: parts, how: 'contains', text }
    : { column, terms: [`^${kind}:${text}`], how: 'begins', text };
};

const ofRun = (run: string): Wanted[] =>
  isHan([...run][0] ?? '')
    ? [wanted('folded', 'h', run)]
    : [wanted('folded', 'l', run), wanted('sound', 'p', run), wanted('initials', 'i', run)];

/** What is too short to have terms of its own may stand anywhere, once other parts have narrowed the search. */
const anywhere = (each: Wanted): Wanted =>
  each.how === 'begins' ? { ...each, terms: [], how: 'contains' } : each;

/**
 * What a query asks for: all of the outer list, any of each inner one.
 * Chinese is looked for as it stands; letters as words, as pinyin or as initials.
 */
export const strictly = (query: string): readonly (readonly Wanted[])[] =>
  (folded(query).match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []).map((run, at) =>
    at === 0 ? ofRun(run) : ofRun(run).map(anywhere),
  );

/** The halves of a word: one slip of the hand leaves one of them whole. */
const halves = (text: string): string[] => {
  const characters = [...text];
  const middle = Math.ceil(characters.length / 2);
  return [characters.slice(0, middle).join(''), characters.slice(middle).join('')];
};

/**
 * What a query may have meant: the same sounds in other characters, or all but one slip of the hand.
 * Empty for a query that is too short to be guessed at.
 */
export function loosely(query: string): readonly Wanted[] {
  const plain = folded(query);
  const sounds = soundsOf(plain);
  if ([...plain].length < 2) return [];
  if (sounds.length > 0) {
    const alike = sounds.filter(({ full }) => full.length >= 4).map(({ full }) => wanted('sound', 'p', full));
    const pairs = [...plain].length >= 4 ? halves(plain).map((half) => wanted('folded', 'h', half)) : [];
    return [...alike, ...pairs.filter(({ how }) => how === 'contains')];
  }
  if (plain.length < 6) return [];
  return halves(plain).flatMap((half) => [wanted('sound', 'p', half), wanted('folded', 'l', half)]);
}

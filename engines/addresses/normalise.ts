import { fold } from './fold.ts';
import { liesIn, type Division, type Gazetteer } from './gazetteer.ts';
import type { AddressMatch } from './match.ts';
import { readNumeral } from './numerals.ts';
import type { AddressPart, PartKind } from './parts.ts';

/** Parts below the divisions, in the order of the canonical text, with the word behind a number. */
const below: readonly (readonly [PartKind, string])[] = [
  ['road', ''],
  ['subRoad', ''],
  ['roadNumber', '号'],
  ['subRoadNumber', '号'],
  ['poi', ''],
  ['subPoi', ''],
  ['building', '幢'],
  ['unit', '单元'],
  ['floor', '楼'],
  ['room', '室'],
  ['hint', ''],
  ['other', ''],
];

const above: readonly PartKind[] = ['province', 'city', 'county', 'zone', 'town', 'community'];
const counted = new Set<PartKind>(['roadNumber', 'subRoadNumber', 'building', 'unit', 'floor', 'room']);

/** What the number of a part says: 三十二号 and 32号 say 32, 第3幢, 3栋 and 3号楼 say 3, b座 says B, 负一楼 says -1. */
function numberIn(text: string): string {
  const bare = text
    .replace(/^第/, '')
    .replace(/(?:号?(?:幢|栋|座|撞|橦)楼?|号楼|号院|单元|单|梯|楼|层|F|室|房|户|铺|窒|号)$/i, '');
  const under = /^(?:负|地下|B(?=\d))/.test(bare) && /[楼层]$/.test(text) ? '-' : '';
  const rest = under ? bare.replace(/^(?:负|地下|B)/, '') : bare;
  return under + String(readNumeral(rest) ?? rest.toUpperCase().replaceAll('、', '-'));
}

function valueOf({ kind, text }: AddressPart): string {
  const folded = fold(text).replaceAll(/\s/g, '');
  if (counted.has(kind)) return numberIn(folded);
  if (kind === 'subRoad')
    return folded.replace(/^(.+)弄$/, (_, number: string) => `${readNumeral(number) ?? number}弄`);
  return folded.toUpperCase();
}

export interface StandardParts {
  readonly division: Division | undefined;
  /** By kind, what it says; of two of a kind both, in their order. */
  readonly values: ReadonlyMap<PartKind, string>;
  /** Names of divisions that led to no division. */
  readonly unplaced: string;
}

/** The parts of an address as they are compared. @param match from `matchAddress` of the same parts */
export function standardParts(parts: readonly AddressPart[], match: AddressMatch): StandardParts {
  const values = new Map<PartKind, string>();
  for (const part of parts) {
    if (!below.some(([kind]) => kind === part.kind)) continue;
    const before = values.get(part.kind);
    values.set(part.kind, before === undefined ? valueOf(part) : `${before}、${valueOf(part)}`);
  }
  const lost = new Set(match.contradictions.map(({ written }) => written));
  const unplaced = parts
    .filter(({ kind, text }) => above.includes(kind) && (!match.division || lost.has(fold(text))))
    .map(({ text }) => fold(text))
    .join('');
  return { division: match.division, values, unplaced };
}

/** Names from the widest to the narrowest: 浙江省宁波市余姚市阳明街道. */
function pathName(division: Division, gazetteer: Gazetteer): string {
  const names: string[] = [];
  for (const length of [2, 4, 6, 9, 12]) {
    const outer = gazetteer.byCode.get(division.code.slice(0, length));
    if (outer && liesIn(division, outer) && !names.includes(outer.name)) names.push(outer.name);
    if (division.code.length <= length) break;
  }
  return names.join('');
}

export interface NormalAddress {
  /** The address in its full form: whole names of the divisions, Arabic numbers, one word for each kind of number. */
  readonly text: string;
  /** Equal for the same place written differently; what a person's name or a doubled level said is not in it. */
  readonly key: string;
}

/**
 * The canonical text of an address and a key to compare by. A hint (对面, 往东50米) is part of the place and stays in both.
 * Two spellings of a road or of a point of interest stay two: nothing here knows what roads there are.
 */
export function normaliseAddress(
  parts: readonly AddressPart[],
  match: AddressMatch,
  gazetteer: Gazetteer,
): NormalAddress {
  const { division, values, unplaced } = standardParts(parts, match);
  const head = (division ? pathName(division, gazetteer) : '') + unplaced;
  const tail = below.map(([kind, word]) => {
    const value = values.get(kind);
    return value === undefined ? '' : value + word;
  });
  const keys = below.flatMap(([kind]) => (values.has(kind) ? [`${kind}=${values.get(kind)}`] : []));
  return { text: head + tail.join(''), key: [division?.code ?? '', unplaced, ...keys].join('|') };
}

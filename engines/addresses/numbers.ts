import { readNumeral, numeralCharacters } from './numerals.ts';
import type { GrammarKind } from './parts.ts';
import type { Segment } from './segment.ts';

const chinese = `[${numeralCharacters}]{1,5}`;
/** 1-16, 10附3, B3, F1314, 1257a */
const plain = '[甲乙附]?(?:[A-Za-z]{1,2}-?)?\\d{1,6}[A-Za-z]?(?:、\\d+)*';
/** Two small numbers are one house, two large ones that lie close a row of houses. */
const pair = '(?:1?\\d|20)-(?:1?\\d|20)|(\\d{2,3})\\d-\\2\\d';
const ending = (text: string): RegExp =>
  new RegExp(`(?:第?(?:${chinese}|${plain})|[A-Za-z])(?:${text})`, 'y');

/** Numbers that say by their last character what they count. */
const named: readonly (readonly [RegExp, readonly [GrammarKind, number][]])[] = [
  [ending('号?(?:幢|栋|座|撞|橦|楢)楼?|号楼|号院|排'), [['building', 0]]],
  [ending('单元|单(?!身|位|县|城)|梯'), [['unit', 0]]],
  [new RegExp(`(?:负|地下|B)?(?:${chinese}|\\d{1,3})(?:楼|层|F(?![A-Za-z\\d]))`, 'y'), [['floor', 0]]],
  [ending('室|房(?!产|地|屋)|户|铺|窒|号店面|号铺|号商铺|号摊位|号网点'), [['room', 0]]],
  [ending('弄|支弄'), [['subRoad', 0]]],
  [new RegExp(`第?(?:${chinese}|\\d{1,3})(?:村民)?(?:小组|组|队|社(?!区))`, 'y'), [['road', 0.5]]],
  [new RegExp(`第?(?:${chinese}|\\d{1,3})号(?:大街|路)`, 'y'), [['road', 0]]],
  [new RegExp(`(?:${chinese}|\\d{1,3})街(?!道)`, 'y'), [['unit', 0.3]]],
];

const houseNumber = new RegExp(
  `(?:(${pair})|${plain}|第?${chinese}|[A-Za-z])号(?!楼|院|店面|铺|商铺|摊位|网点|路|大街|线|门|库|苑)`,
  'y',
);
const bareNumber =
  /(?:[A-Za-z]{1,2})?\d{1,6}[A-Za-z]?(?![\d号幢栋座撞弄室单层楼组期区#])|[A-Za-z](?![A-Za-z\d座区幢栋])/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const startsNumber = new RegExp(`[A-Za-z\\d第负地甲乙附${numeralCharacters}]`);

/** What may begin here and is a number. */
export function numberSegments(text: string, at: number): Segment[] {
  if (!startsNumber.test(text.charAt(at))) return [];
  const found: Segment[] = [];
  for (const [pattern, kinds] of named) {
    const match = matchAt(pattern, text, at);
    if (match === undefined) continue;
    for (const [kind, cost] of kinds) found.push({ kind, end: at + match.length, cost, form: 'named' });
  }
  found.push(...houseNumbers(text, at), ...bareNumbers(text, at));
  return found;
}

function houseNumbers(text: string, at: number): Segment[] {
  const match = matchAt(houseNumber, text, at);
  if (match === undefined) return [];
  const cost = /^\d|^[甲乙附A-Za-z]/.test(match) ? 0 : 1;
  const end = at + match.length;
  return (['roadNumber', 'subRoadNumber', 'building', 'unit', 'room'] as const).map((kind) => ({
    kind,
    end,
    cost,
    form: 'number' as const,
  }));
}

function bareNumbers(text: string, at: number): Segment[] {
  const match = matchAt(bareNumber, text, at);
  if (match === undefined) return [];
  const end = at + match.length;
  const value = readNumeral(match.replace(/\D/g, '')) ?? 0;
  return (['roadNumber', 'subRoadNumber', 'building', 'unit', 'room'] as const).map((kind) => ({
    kind,
    end,
    cost: bareCost(kind, value, match),
    form: 'plain' as const,
    value,
  }));
}

/** Houses and units have small numbers, rooms begin with their floor. */
function bareCost(kind: GrammarKind, value: number, text: string): number {
  if (/^[A-Za-z]$/.test(text)) return kind === 'building' ? 0.5 : 4;
  if (kind === 'unit') return value > 40 ? 4 : 0.5;
  if (kind === 'room') return value < 100 ? 1.5 : 0.5;
  if (kind === 'building') return value > 99 ? 2 : 0.7;
  return 1;
}

import type { Segment } from './segment.ts';
import * as words from './words.ts';

function patternSegment(
  pattern: RegExp,
  rest: string,
  at: number,
  of: Pick<Segment, 'kind' | 'cost'>,
): Segment[] {
  const length = pattern.exec(rest)?.[0].length;
  return length === undefined ? [] : [{ ...of, end: at + length }];
}

/** Parts that are known by their words: hints, divisions of an estate, what says nothing, and breaks. */
export function wordSegments(text: string, at: number): Segment[] {
  const remark = text.charAt(at) === '(' ? words.remark.exec(text.slice(at))?.[0].length : undefined;
  if (remark) return [{ kind: 'redundant', end: at + remark, cost: 0 }];
  const rest = text.slice(at, at + 20);
  if (at === 0 && rest.startsWith('中国')) return [{ kind: 'country', end: 2, cost: 0 }];
  if (words.isBreak(rest.charAt(0))) return [{ kind: 'redundant', end: at + 1, cost: 0 }];
  return [
    ...patternSegment(words.subPoiPattern, rest, at, { kind: 'subPoi', cost: 0.8 }),
    ...patternSegment(words.subPoiPattern, rest, at, { kind: 'estate', cost: 2 }),
    ...patternSegment(words.roadStretch, rest, at, { kind: 'subRoad', cost: 0.3 }),
    ...patternSegment(words.hintPattern, rest, at, { kind: 'hint', cost: 1 }),
    ...patternSegment(words.shortHint, rest, at, { kind: 'hint', cost: 2.5 }),
    ...(at > 0 && words.isRoadAhead(text, at) ? [{ kind: 'hint' as const, end: at + 1, cost: 0.6 }] : []),
    ...patternSegment(words.emptyWords, rest, at, { kind: 'redundant', cost: 0.5 }),
    ...patternSegment(words.maskedName, rest, at, { kind: 'person', cost: 0 }),
    { kind: 'other', end: at + 1, cost: 7 },
  ];
}

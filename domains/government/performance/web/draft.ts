import type { Leaf, SchemeDefinition, Scoring, Weighting } from '../contract.ts';

/** What the form of a scheme holds while it is written. Whether it can stand the platform decides. */

const text = { zh: '', en: '' };

export const emptyLeaf = (kind: Leaf['kind']): Leaf =>
  kind === 'evidence'
    ? { kind, code: '', title: text, asks: text }
    : {
        kind,
        code: '',
        title: text,
        measure: '',
        by: '',
        over: 'all',
        scoring: { method: 'min-max', more: true },
        shrink: false,
      };

export const emptyGroup = (): SchemeDefinition['groups'][number] => ({
  code: '',
  title: text,
  weighting: { method: 'given', weights: [1] },
  leaves: [emptyLeaf('measure')],
});

export const emptyScheme = (office: string): SchemeDefinition => ({
  code: '',
  title: text,
  begins: '',
  ends: '',
  grain: 'month',
  office,
  units: [],
  weighting: { method: 'given', weights: [1] },
  groups: [emptyGroup()],
  adjustments: [],
  evidenceDays: 10,
  appealDays: 5,
});

/** A list with one thing changed. */
export const withAt = <T>(list: readonly T[], at: number, value: T): T[] =>
  list.map((each, place) => (place === at ? value : each));

export const withoutAt = <T>(list: readonly T[], at: number): T[] =>
  list.filter((_each, place) => place !== at);

/** Numbers as they are written: `3, 1/2, 5`. What is none is left out. */
export const numbersOf = (written: string): number[] =>
  written
    .split(/[,，;；\s]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [over = '', under = '1'] = part.split('/');
      return Number(over) / Number(under);
    })
    .filter((value) => Number.isFinite(value));

export const writtenOf = (numbers: readonly number[]): string =>
  numbers
    .map((value) => {
      const turned = 1 / value;
      return value < 1 && Math.abs(turned - Math.round(turned)) < 1e-9
        ? `1/${Math.round(turned)}`
        : String(value);
    })
    .join(', ');

export const codesOf = (written: string): string[] =>
  written.split(/[,，;；\s]+/).filter((part) => part !== '');

export function weightingOf(method: Weighting['method'], written: string, reason: string): Weighting {
  if (method === 'entropy') return { method };
  const numbers = numbersOf(written);
  if (method === 'given') return { method, weights: numbers };
  return { method, judgements: numbers, ...(reason === '' ? {} : { reason }) };
}

export const scoringOf = (method: Scoring['method'], more: boolean): Scoring =>
  method === 'target' ? { method, floor: more ? 0 : 100, target: more ? 100 : 0 } : { method, more };

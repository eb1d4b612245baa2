import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import { between, deadline, workingCalendar, type Term } from './index.ts';

const china = workingCalendar();

const units = ['hours', 'working-hours', 'calendar-days', 'working-days'] as const;
const begin = Date.parse('2018-01-01T00:00:00Z');
const span = Date.parse('2026-06-01T00:00:00Z') - begin;
const iso = (ms: number) => new Date(Math.floor(ms)).toISOString();

interface Case {
  readonly from: string;
  readonly term: Term;
  readonly pause: { readonly from: string; readonly to: string };
}

const random = chance(330281);
const cases: Case[] = Array.from({ length: 400 }, () => {
  const start = begin + random() * span;
  const stop = start + random() * 20 * 86_400_000;
  return {
    from: iso(start),
    term: { unit: units[Math.floor(random() * 4)] ?? 'hours', amount: 1 + Math.floor(random() * 60) },
    pause: { from: iso(stop), to: iso(stop + random() * 20 * 86_400_000) },
  };
});
const end = (from: string, term: Term, options = {}) => deadline(china, from, term, options).at ?? '';
const words = ({ from, term }: Case) => `${from} ${term.amount} ${term.unit}`;

test('what was added lies between, both ways', () => {
  for (const each of cases) {
    const { from, term } = each;
    const to = end(from, term, { roll: false });
    const there = between(china, { from, to }, term.unit).amount;
    expect(there, words(each)).toBeCloseTo(term.amount, 6);
    expect(between(china, { from: to, to: from }, term.unit).amount, words(each)).toBe(-there);
  }
});

test('more is never earlier, and a later beginning never ends earlier', () => {
  for (const each of cases) {
    const { from, term } = each;
    const more = end(from, { ...term, amount: term.amount + 1 });
    expect(more >= end(from, term), words(each)).toBe(true);
    if (term.unit !== 'calendar-days') expect(more > end(from, term), words(each)).toBe(true);
    expect(end(iso(Date.parse(from) + 3_600_000), term) >= end(from, term), words(each)).toBe(true);
  }
});

test('a pause never brings the end nearer, and what ran without it is the whole period', () => {
  for (const each of cases) {
    const { from, term, pause } = each;
    const to = end(from, term, { roll: false, pauses: [pause] });
    expect(to >= end(from, term, { roll: false }), words(each)).toBe(true);
    const ran = between(china, { from, to }, term.unit, { pauses: [pause] }).amount;
    expect(ran, words(each)).toBeCloseTo(term.amount, 6);
  }
});

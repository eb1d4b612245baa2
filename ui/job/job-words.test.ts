import { expect, test } from 'vitest';
import type { Text } from '#kernel/texts';
import { fill } from '#kernel/texts';
import { type JobView, shareOf } from './job-view.ts';
import { jobWords } from './job-words.ts';

const english = (text: Text, values?: Readonly<Record<string, string | number>>) =>
  (values ? fill(text, values) : text).en;
const job = (more: Partial<JobView>): JobView => ({
  id: '1',
  name: 'records.import',
  title: { zh: '导入', en: 'Import' },
  status: 'running',
  cancelling: false,
  progress: null,
  outcome: null,
  problem: null,
  createdAt: '2026-11-23T04:00:00Z',
  ...more,
});
const rows = { zh: '行', en: 'rows' };

test('a running job says how far, how fast and how long', () => {
  const running = job({ progress: { done: 64, total: 100, unit: rows, rate: 410_000, etaSeconds: 3 } });
  expect(jobWords(running, english, 'en')).toEqual(['64%', '410,000 rows/s', '3 s left']);
});

test('while nobody knows the whole, it says what is done and promises no end', () => {
  const running = job({ progress: { done: 1200, unit: rows } });
  expect(shareOf(running)).toBeUndefined();
  expect(jobWords(running, english, 'en')).toEqual(['1,200 rows']);
});

test('a job that ended says how, and never more than the whole', () => {
  expect(jobWords(job({ status: 'failed' }), english, 'en')).toEqual(['Failed']);
  expect(shareOf(job({ progress: { done: 120, total: 100, unit: rows } }))).toBe(1);
  expect(shareOf(job({ status: 'done' }))).toBe(1);
});

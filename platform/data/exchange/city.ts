import { z } from 'zod';
import { defineCityFile } from '#kernel/city';

const days = z.int().min(1).max(60).describe('working days');

/** How long each step of sharing may take, and how much one agreement may read. */
export const ExchangeRules = z.strictObject({
  limits: z.strictObject({
    check: days,
    decide: days,
    settle: days,
    report: days,
  }),
  longest_days: z.int().min(1).max(3660).describe('longest period of an agreement, in days'),
  calls_per_minute: z.int().min(1).max(100_000),
  rows_per_day: z.int().min(1).max(1_000_000_000),
});
export type ExchangeRules = z.infer<typeof ExchangeRules>;

export const exchangeFile = defineCityFile({
  path: 'exchange.yaml',
  format: 'yaml',
  title: { zh: '数据共享规则', en: 'Rules of data sharing' },
  schema: ExchangeRules,
});

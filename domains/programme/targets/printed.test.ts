import { describe, expect, test } from 'vitest';
import { planOrder, printFigure } from './printed.ts';

const printed = (value: number | null) => ({
  value,
  approximate: null,
  comparison: null,
  unit: { zh: '亿元', en: '100 million yuan' },
});

describe('a figure of the plan stands as the plan prints it', () => {
  test.each([
    ['bare', printed(1000), '1,000 亿元', '1,000 × 100 million yuan'],
    ['at least', { ...printed(90), comparison: 'at-least' as const }, '≥ 90 亿元', '≥ 90 × 100 million yuan'],
    ['over', { ...printed(40), approximate: 'over' as const }, '超过 40 亿元', 'over 40 × 100 million yuan'],
    ['without unit', { ...printed(7), unit: null }, '7', '7'],
  ])('%s', (_title, figure, zh, en) => {
    expect([printFigure(figure, 'zh'), printFigure(figure, 'en')]).toEqual([zh, en]);
  });
  test('without a number none is made up', () => {
    expect(printFigure(printed(null), 'zh')).toBeUndefined();
  });
});

test('targets with a number come first, else the order is the plan’s', () => {
  const targets = [null, 3, null, 1].map((value, id) => ({ id, value }));
  expect(planOrder(targets).map(({ id }) => id)).toEqual([1, 3, 0, 2]);
});

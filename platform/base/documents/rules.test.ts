import { expect, test } from 'vitest';
import { Layout } from './layout.ts';
import { chineseDate, filled, keptUntil, paperNumber, readCode, valueFaults, verifyCode } from './rules.ts';

const layout = Layout.parse({
  style: 'plain',
  heading: '{name}的回执',
  issuerName: '试验局',
  series: '试',
  retention: '10-years',
  fields: [
    { name: 'name', label: { zh: '姓名', en: 'Name' }, kind: 'text' },
    { name: 'day', label: { zh: '日期', en: 'Date' }, kind: 'date', required: false },
    { name: 'sum', label: { zh: '数', en: 'Sum' }, kind: 'number', required: false },
  ],
  blocks: [{ kind: 'paragraph', text: '{day}' }],
});

test('number, date and retention as the standards write them', () => {
  expect(paperNumber('余政发', 2026, 12)).toBe('余政发〔2026〕12号');
  expect(chineseDate('2026-01-08')).toBe('2026年1月8日');
  expect(keptUntil('10-years', '2026-03-01')).toBe('2036-12-31');
  expect(keptUntil('permanent', '2026-03-01')).toBeUndefined();
});

test.for([
  [{}, ['documents.value-missing']],
  [{ name: '甲' }, []],
  [{ name: '甲', day: '2026-02-30' }, ['documents.value-wrong']],
  [{ name: '甲', sum: 'many' }, ['documents.value-wrong']],
  [{ name: '甲', other: '乙' }, ['documents.value-unknown']],
  [{ name: [{ a: 'b' }] }, ['documents.value-wrong']],
] as const)('values %j', ([values, codes]) => {
  expect(valueFaults(layout, values as never).map(({ code }) => code)).toEqual(codes);
});

test('a value cannot bring in another field, and dates are written out', () => {
  expect(filled('{name}，{day}', layout, { name: '{day}', day: '2026-11-08' })).toBe('{day}，2026年11月8日');
});

test('a layout that names a field it does not have is refused', () => {
  const wrong = { ...layout, blocks: [{ kind: 'table', field: 'nothing' }] };
  expect(Layout.safeParse(wrong).success).toBe(false);
  expect(Layout.safeParse({ ...layout, style: 'official' }).success).toBe(false);
});

test('a code is read however it is typed', () => {
  const code = verifyCode(Uint8Array.from({ length: 16 }, (_, index) => index * 13));
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{16}$/);
  expect(readCode(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).toBe(code);
});

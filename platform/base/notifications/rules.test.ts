import { expect, test } from 'vitest';
import { afterReceipt, insideWords, outsideWords, quietUntil, type AttemptState } from './rules.ts';

test.each([
  [['delivered', 'read'], 'read'],
  [['read', 'delivered'], 'read'],
  [['failed', 'delivered'], 'delivered'],
  [['delivered', 'failed'], 'delivered'],
  [['failed'], 'failed'],
  [['delivered', 'delivered', 'failed', 'read', 'delivered'], 'read'],
] as const)('receipts %j leave a message %s', (told, state) => {
  expect(told.reduce((stands, next) => afterReceipt(stands, next), 'sent' as AttemptState)).toBe(state);
});

const words = { zh: '{name}（{number}）的{what}', en: '{what} of {name} ({number})' };
const params = { name: '江试验', number: '000281199001011234', what: '证件 000281199001011234' };

test('the inbox tells all; what leaves the platform is masked, also where nobody declared it', () => {
  expect(insideWords(words, params).zh).toBe('江试验（000281199001011234）的证件 000281199001011234');
  const outside = outsideWords(words, params, { name: 'name', number: 'citizen-id' });
  expect(JSON.stringify(outside)).not.toMatch(/\d{17}/);
  expect(outside.zh).not.toContain('江试验');
  expect(outsideWords(words, params, { what: 'personal' }).zh).toContain('***');
});

const zone = 'Asia/Shanghai';
test.each([
  ['21:30', '07:30', '2026-03-02T14:00:30Z', '2026-03-02T23:30:00.000Z'],
  ['21:30', '07:30', '2026-03-02T23:29:00Z', '2026-03-02T23:30:00.000Z'],
  ['21:30', '07:30', '2026-03-02T23:30:00Z', undefined],
  ['21:30', '07:30', '2026-03-02T13:29:59Z', undefined],
  ['12:00', '14:00', '2026-03-02T05:15:00Z', '2026-03-02T06:00:00.000Z'],
  ['00:00', '00:00', '2026-03-02T05:15:00Z', undefined],
])('quiet from %s to %s at %s ends %s', (from, to, at, end) => {
  expect(quietUntil({ from, to }, new Date(at), zone)?.toISOString()).toBe(end);
});

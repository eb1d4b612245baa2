import { expect, test } from 'vitest';
import { outgoingFaults } from '#kernel/outgoing';
import { signText } from './signs.ts';

test('each sign of a delivery that was not taken has words in both languages; another is shown as it is', () => {
  const refusals = ['sign-in', 'seed', 'permission', 'no-stream', 'no-jetstream', 'consumer', 'unreachable'];
  const own = ['client-gone', 'failed', 'not-configured'];
  const ofTables = [
    'sign-in',
    'no-table',
    'no-column',
    'type',
    'no-key',
    'lacks',
    'permission',
    'read-only',
    'value',
  ];
  ofTables.push('constraint', 'no-position', 'superseded', 'tls', 'unreachable', '0A000');
  own.push(...ofTables.map((each) => `DB ${each}`));
  for (const sign of [...outgoingFaults, ...own, ...refusals.map((each) => `NATS ${each}`)]) {
    const { zh, en } = signText(sign);
    expect(zh, sign).toMatch(/\p{Script=Han}/u);
    expect(en, sign).not.toBe(sign);
  }
  expect(signText('HTTP 503')).toEqual({ zh: '接收方应答 HTTP 503', en: 'the receiver answered HTTP 503' });
  expect(signText('new-sign')).toEqual({ zh: 'new-sign', en: 'new-sign' });
});

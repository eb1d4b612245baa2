import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test.each([
  ['', []],
  ['10.0.0.0/8', ['10.0.0.0/8']],
  ['10.1.2.3, fd00::/8 192.0.2.0/24', ['10.1.2.3', 'fd00::/8', '192.0.2.0/24']],
])('the proxies %j are %j', (text, networks) => {
  expect(readConfig({ TRUSTED_PROXIES: text }).TRUSTED_PROXIES).toEqual(networks);
});

test.each(['0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy.example', '10.0.0.0/8/8', 'true', '10.0.0.0/'])(
  '%s is no network of proxies, and the start says so',
  (text) => {
    expect(() => readConfig({ TRUSTED_PROXIES: text })).toThrow(ConfigError);
    expect(() => readConfig({ TRUSTED_PROXIES: text })).toThrow(/TRUSTED_PROXIES: networks as/);
  },
);

test('in production a password cannot be made cheap to guess', () => {
  const production = { NODE_ENV: 'production', SESSION_KEY: 'x'.repeat(32) };
  expect(readConfig(production).PASSWORD_COST).toBe(15);
  expect(() => readConfig({ ...production, PASSWORD_COST: '14' })).toThrow(/PASSWORD_COST: 15 at least/);
});

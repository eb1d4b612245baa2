import { expect, test } from 'vitest';
import { ConfigError, describeConfig, Environment, publicAddress, readConfig } from './config.ts';

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

test.each([
  [{ TLS_KEY: 'key.pem' }, /TLS_KEY and TLS_CERT/],
  [{ TLS_CLIENT_CA: 'ca.pem' }, /TLS_CLIENT_CA: only where/],
  [{ CLIENT_CERTIFICATE_HEADER: 'x-client-certificate' }, /CLIENT_CERTIFICATE_HEADER: believed from/],
])('%j means nothing alone, and the start says so', (environment, words) => {
  expect(() => readConfig(environment)).toThrow(words);
});

test.each([
  [{ HOST: '0.0.0.0', PORT: '8330' }, 'http://127.0.0.1:8330'],
  [{ HOST: '::', PORT: '8330' }, 'http://127.0.0.1:8330'],
  [{ HOST: 'fd00::1', PORT: '8330' }, 'http://[fd00::1]:8330'],
  [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://city.example/' }, 'https://city.example'],
])('%j is reached at %s', (environment, address) => {
  expect(publicAddress(readConfig(environment))).toBe(address);
});

test('a site that may frame is named by its origin, and nothing that would let in many', () => {
  const origins = ['https://news.example', 'http://10.0.0.8:8080'];
  expect(readConfig({ EMBED_ORIGINS: origins.join(', ') }).EMBED_ORIGINS).toEqual(origins);
  for (const wrong of [
    '*',
    'https://*.example',
    'news.example',
    'https://news.example/page',
    "'none';script-src",
  ])
    expect(() => readConfig({ EMBED_ORIGINS: wrong })).toThrow(/EMBED_ORIGINS: origins as/);
});

test('in production a password cannot be made cheap to guess', () => {
  const production = { NODE_ENV: 'production', SESSION_KEY: 'x'.repeat(32) };
  expect(readConfig(production).PASSWORD_COST).toBe(15);
  expect(() => readConfig({ ...production, PASSWORD_COST: '14' })).toThrow(/PASSWORD_COST: 15 at least/);
});

test('no secret is told where the settings are shown', () => {
  const environment = {
    SESSION_KEY: 'k'.repeat(32),
    BACKUP_PASSPHRASE: 'opensesame-opensesame',
    SIGN_IN_PROVIDERS: '[{"secret":"opensesame"}]',
    ...Object.fromEntries(
      ['DATABASE_URL', 'NATS_URL', 'S3_URL', 'MQTT_URL', 'LEDGER_WITNESSES'].map((name) => [
        name,
        'postgres://id:opensesame@host.example/x',
      ]),
    ),
  };
  const shown = describeConfig(readConfig(environment), environment);
  for (const { name, value, meaning } of shown) {
    expect(value, name).not.toMatch(/opensesame|kkk|:\/\/[^/]+:[^/]+@/);
    if (name in environment) expect(value, name).toBe('[set]');
    // A variable that is added later: whoever says that it holds a secret, strikes it out.
    if (/secret|password|passphrase|credential/i.test(meaning) && !/^\d/.test(value))
      expect([name, 'off', '[set]', '']).toContain(value);
    expect(Object.keys(Environment.shape)).toContain(name);
  }
});

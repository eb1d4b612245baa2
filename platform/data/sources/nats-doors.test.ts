import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { startNats, type NatsServer } from '../../../tests/setup/nats.ts';
import { openNatsBureau, recordOf, type NatsBureau } from './testing/nats-bureau.ts';

// Who is let in by a NATS server, what is shown of it, and what it or we refuse.
let opened: NatsBureau | undefined;
let guarded: NatsServer | undefined;
beforeAll(async () => {
  guarded = await startNats('token-over-tls');
  opened = guarded && (await openNatsBureau([guarded.port]));
}, 300_000);
afterAll(async () => {
  await opened?.close();
  await guarded?.stop();
});

const bureau = () => opened as NatsBureau;
const here = (context: TestContext): NatsBureau => {
  if (!opened) context.skip('no NATS here');
  return bureau();
};

test('a look shows the oldest messages masked, keeps nothing and moves nothing at the broker', async (context) => {
  here(context);
  await bureau().stream('look', { retention: 'workqueue' });
  await bureau().make('look');
  await bureau().publish('look.x', recordOf(91));
  const tried = (await bureau().town.clerk.post('/api/sources/sources/look/try', {})).json<{
    rows: string[][];
    masked: boolean;
    fault: unknown;
  }>();
  expect(tried).toMatchObject({ fault: null, masked: true });
  expect(tried.rows).toHaveLength(1);
  expect(JSON.stringify(tried.rows)).not.toContain('试验91');
  expect(await bureau().manager().streams.info('S-look')).toMatchObject({
    state: { consumer_count: 0, messages: 1 },
  });
  expect(await bureau().town.run('look')).toMatchObject({ state: 'collected', rows: 1 });
  expect(await bureau().manager().streams.info('S-look')).toMatchObject({ state: { messages: 0 } });
});

test('an account that is known by its key, and a word over TLS, are let in', async (context) => {
  const { seed } = here(context).server;
  await bureau().stream('key');
  await bureau().make('key', { auth: 'nkey' }, seed);
  await bureau().publish('key.x', recordOf(95));
  expect(await bureau().town.run('key')).toMatchObject({ state: 'collected', rows: 1 });
  const other = guarded as NatsServer;
  const settings = { port: String(other.port), auth: 'token', tls: 'require', stream: 'none' };
  await bureau().make('word', settings, other.password);
  const nothing = { state: 'failed', reason: { en: expect.stringContaining('no stream') as string } };
  expect(await bureau().town.run('word')).toMatchObject(nothing);
  await bureau().make('unknown', { ...settings, tls: 'verify' }, other.password);
  const untrusted = { state: 'failed', reason: { en: expect.stringContaining('encrypted') as string } };
  expect(await bureau().town.run('unknown')).toMatchObject(untrusted);
  await bureau().make('plain', { ...settings, tls: 'off' }, other.password);
  expect(await bureau().town.run('plain')).toMatchObject(untrusted);
});

test.each([
  ['a wrong password', {}, 'wrong', 'failed', 'does not accept the account'],
  ['no account', { auth: 'none' }, null, 'failed', 'does not accept the account'],
  ['no secret', {}, null, 'failed', 'No secret is set'],
  ['a seed that is none', { auth: 'nkey' }, 'not a seed', 'failed', 'seed of the key'],
  ['an account that may not read', { user: 'narrow' }, 'May-Nothing-9', 'failed', 'may not read'],
  ['a stream that is not there', { stream: 'nowhere' }, undefined, 'failed', 'no stream “nowhere”'],
  [
    'a consumer that needs no word',
    { stream: 'S-bad', consumer: 'unasked' },
    undefined,
    'failed',
    'does not fit',
  ],
  ['a port that is not listed', { port: '1', tls: 'verify' }, 'x', 'failed', 'SOURCES_INSIDE'],
  ['no encryption to the outside', { host: '192.0.2.1' }, 'x', 'failed', 'encrypted connection'],
  ['encryption where there is none', { tls: 'verify' }, undefined, 'failed', 'encrypted connection'],
])('%s is refused', async (...[what, more, secret, state, words]) => {
  if (!opened) return;
  if ('consumer' in more) {
    await bureau()
      .manager()
      .streams.add({ name: 'S-bad', subjects: ['bad.>'] });
    await bureau().manager().consumers.add('S-bad', { durable_name: 'unasked', ack_policy: 'none' });
  }
  const code = `bad-${what.replaceAll(' ', '-')}`;
  await bureau().make(code, more, secret);
  const run = await bureau().town.run(code);
  expect(run).toMatchObject({ state, reason: { en: expect.stringContaining(words) as string } });
  for (const url of [`/api/sources/sources/${code}`, `/api/sources/sources/${code}/state`])
    expect((await bureau().town.clerk.get(url)).body).not.toContain(bureau().server.password);
});

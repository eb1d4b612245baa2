import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestCity, type TestCity } from '#testing';
import { defineModule, mount } from './module.ts';
import { operation } from './operation.ts';
import { Problem } from './problem.ts';

const operations = {
  echo: operation({
    method: 'POST',
    path: '/echo',
    summary: { zh: '回声', en: 'Echo' },
    permission: 'trial:echo',
    body: z.object({ words: z.string().max(20) }),
    result: z.object({ words: z.string() }),
  }),
  keep: operation({
    method: 'GET',
    path: '/keep',
    summary: { zh: '存一个字', en: 'Keep a word' },
    permission: 'public',
    query: z.object({ word: z.string() }),
    result: z.object({ kept: z.string() }),
  }),
  fail: operation({
    method: 'GET',
    path: '/fail',
    summary: { zh: '出错', en: 'Fail' },
    permission: 'public',
    query: z.object({ how: z.enum(['bug', 'problem']) }),
    result: z.object({}),
  }),
};

const trial = defineModule({
  id: 'trial',
  title: { zh: '试', en: 'Trial' },
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: { 'trial:echo': { zh: '回声', en: 'Echo' } },
  mounted: mount(operations, {
    // What the contract does not name leaves with no answer, whatever a handler says.
    echo: async ({ body }) => ({ words: body.words, secret: 'kept back' }) as { words: string },
    async keep({ query }, { store }) {
      const rows = store.stream<{ kept: string }>({
        sql: 'select $1::text as kept',
        parameters: [query.word],
      });
      for await (const [row] of rows) return { kept: row?.kept ?? '' };
      return { kept: '' };
    },
    async fail({ query }) {
      if (query.how === 'bug') throw new Error('inner words');
      throw new Problem(409, 'trial.no', { zh: '不行', en: 'no' }, { again: 'later' });
    },
  }),
});

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: [{ ...trial, folder: `${import.meta.dirname}/none` }], work: false });
});
afterAll(() => city.close());

test('an operation answers with what its contract names and nothing more', async () => {
  const clerk = city.as({ grants: { 'trial:echo': 'own' } });
  expect((await clerk.post('/api/trial/echo', { words: '你好' })).json()).toEqual({ words: '你好' });
});

test('who may not is told before anything is read', async () => {
  expect((await city.stranger.post('/api/trial/echo', {})).json()).toMatchObject({
    status: 401,
    code: 'identity.sign-in-needed',
  });
  const other = city.as({ grants: {} });
  expect((await other.post('/api/trial/echo', {})).json()).toMatchObject({
    status: 403,
    code: 'identity.forbidden',
    extra: { permission: 'trial:echo' },
  });
});

test('a problem is told in the language asked for, with its stable code; a bug keeps its inner words', async () => {
  const english = { headers: { 'accept-language': 'en' } };
  const told = await city.stranger.get('/api/trial/fail?how=problem', english);
  expect(told.headers['content-type']).toContain('application/problem+json');
  expect(told.json()).toMatchObject({
    title: 'no',
    code: 'trial.no',
    detail: { zh: '不行' },
    extra: { again: 'later' },
  });
  const bug = await city.stranger.get('/api/trial/fail?how=bug');
  expect(bug.json()).toMatchObject({ status: 500, code: 'server.failed' });
  expect(bug.body).not.toContain('inner words');
});

test.each([
  ['words that are too long', () => ({ words: 'x'.repeat(21) }), 'request.invalid'],
  ['no words', () => ({}), 'request.invalid'],
])('%s are named by their place', async (_title, body, code) => {
  const clerk = city.as({ grants: { 'trial:echo': 'own' } });
  const answer = (await clerk.post('/api/trial/echo', body())).json<{
    code: string;
    errors: { path: string; detail: { zh: string; en: string } }[];
  }>();
  expect(answer.code).toBe(code);
  expect(answer.errors.map(({ path }) => path)).toEqual(['words']);
  // In the words of whoever reads them.
  expect(answer.errors[0]?.detail.zh).toMatch(/[\u4e00-\u9fff]/);
  expect(answer.errors[0]?.detail.en).not.toMatch(/[\u4e00-\u9fff]/);
});

test('a character that no database keeps is the caller’s mistake, not ours', async () => {
  expect((await city.stranger.get('/api/trial/keep?word=%00')).json()).toMatchObject({
    status: 400,
    code: 'request.unstorable-text',
  });
});

test('another site’s page cannot act with this site’s cookie', async () => {
  const clerk = city.as({ grants: { 'trial:echo': 'own' } });
  const headers = { origin: 'http://elsewhere.example', host: 'city.example', cookie: 'yj_session=x' };
  expect((await clerk.post('/api/trial/echo', { words: 'x' }, { headers })).json()).toMatchObject({
    status: 403,
    code: 'request.foreign-origin',
  });
});

test('what is no HTTP is answered as a problem too', async () => {
  await city.app.listen({ host: '127.0.0.1', port: 0 });
  const address = city.app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET /api/余姚 HTTP/1.1\r\nhost: x\r\n\r\n'),
    );
    let read = '';
    socket.on('data', (data) => (read += String(data)));
    socket.on('end', () => resolve(read));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  expect(answer).toContain('request.unreadable');
});

test('the process tells that it lives, that it is ready, and its figures', async () => {
  expect((await city.stranger.get('/healthz')).json()).toEqual({ status: 'ok' });
  expect((await city.stranger.get('/readyz')).json()).toMatchObject({ status: 'ready' });
  expect((await city.stranger.get('/metrics')).body).toContain(
    'yaojiang_requests_total{operation="trial.echo"',
  );
  expect((await city.stranger.get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
});

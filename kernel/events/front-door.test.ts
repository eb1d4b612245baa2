import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestCity, type TestCity } from '#testing';
import { defineEvent } from '../event.ts';
import { until } from '../jobs/test-shop.ts';
import { defineModule, subscription } from '../module.ts';
import type { LetterView, SubscriberView } from './contract.ts';

const posted = defineEvent({
  name: 'post.letter-posted',
  version: 1,
  title: { zh: '信件寄出', en: 'Letter posted' },
  payload: z.object({ number: z.number() }),
});

let closed = true;
const delivered: number[] = [];
const post = defineModule({
  id: 'post',
  title: { zh: '邮局', en: 'Post' },
  folder: import.meta.dirname,
  dependsOn: [],
  events: [posted],
  subscriptions: [
    subscription('post.box', posted, async ({ payload }) => {
      if (closed && payload.number % 2 === 1) throw new Error('the box is closed');
      delivered.push(payload.number);
    }),
  ],
});

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: [post] });
});
afterAll(() => city.close());

const letters = async (who: ReturnType<TestCity['as']>, query = '') =>
  (await who.get(`/api/events/dead-letters${query}`)).json<{ items: LetterView[]; next: number | null }>();

test('an operator sees what failed, drops one with a reason, replays the rest, and the lag is gone', async () => {
  const operator = city.as({ grants: { 'events:manage': 'city' } });
  const context = operator.context();
  for (const number of [1, 2, 3, 5])
    await context.emit(context.db, posted, { key: `box-${number}`, payload: { number } });
  await until(async () => (await letters(operator)).items.length === 3, 'three dead letters', 20_000);
  const page = await letters(operator, '?limit=2');
  const rest = await letters(operator, `?limit=2&after=${page.next}`);
  const dead = [...page.items, ...rest.items];
  expect(dead.map((letter) => letter.key)).toEqual(['box-1', 'box-3', 'box-5']);
  expect(dead[0]).toMatchObject({
    subscriber: 'post.box',
    attempts: 3,
    problem: { code: 'events.handler-failed' },
  });
  expect(dead[0]?.event).toMatchObject({ name: 'post.letter-posted', version: 1 });
  expect(Number.isNaN(Date.parse(dead[0]?.event.occurredAt ?? ''))).toBe(false);

  const drop = (body: unknown) => operator.post(`/api/events/dead-letters/${dead[0]?.id}/drop`, body);
  expect((await drop({ reason: ' ' })).statusCode).toBe(400);
  expect((await drop({ reason: 'posted by mistake' })).json()).toMatchObject({ status: 'dropped' });
  expect((await drop({ reason: 'again' })).json()).toMatchObject({ code: 'events.not-dead' });

  closed = false;
  const replayed = await operator.post(`/api/events/dead-letters/${dead[1]?.id}/replay`);
  expect(replayed.json()).toMatchObject({ status: 'retrying' });
  expect((await operator.post('/api/events/dead-letters/replay', {})).json()).toEqual({ replayed: 1 });
  await until(async () => delivered.length === 3, 'all but the dropped one');
  expect(delivered.toSorted()).toEqual([2, 3, 5]);

  // What was handled is told before its transaction commits: the lag is gone a moment later.
  const box = async () => {
    const answer = await operator.get('/api/events/subscribers');
    return answer.json<{ items: SubscriberView[] }>().items.find((one) => one.name === 'post.box');
  };
  await until(async () => (await box())?.retrying === 0, 'the lag to go');
  expect(await box()).toMatchObject({
    event: 'post.letter-posted@1',
    behind: 0,
    retrying: 0,
    dead: 0,
    parked: 0,
  });
  expect((await letters(operator, '?status=dropped')).items).toMatchObject([{ reason: 'posted by mistake' }]);
});

test('nobody else looks into the post', async () => {
  const clerk = city.as({ grants: { 'jobs:own': 'own' } });
  for (const path of ['/api/events/subscribers', '/api/events/dead-letters']) {
    expect((await clerk.get(path)).statusCode).toBe(403);
    expect((await city.stranger.get(path)).statusCode).toBe(401);
  }
  for (const path of [
    '/api/events/dead-letters/1/replay',
    '/api/events/dead-letters/replay',
    '/api/events/dead-letters/1/drop',
  ])
    expect((await clerk.post(path, { reason: 'curious' })).statusCode).toBe(403);
  const operator = city.as({ grants: { 'events:manage': 'city' } });
  expect((await operator.post('/api/events/dead-letters/999999/replay')).statusCode).toBe(404);
});

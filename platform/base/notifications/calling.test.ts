import { afterAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { openTask } from '#platform/base/tasks';
import type { Asker } from '#testing';
import { digestJob } from './jobs.ts';
import { inbox, office, openDesk } from './testing/desk.ts';

const desk = await openDesk();
const { city, clock, head, lin, tang, messages, run } = desk;
afterAll(() => city.close());

test('a contact tree is called step after step until somebody confirms; then nobody else', async () => {
  clock.set('2026-03-06T18:00:00Z');
  const steps = [
    { people: [lin.actor.id], minutes: 5 },
    { people: [tang.actor.id], minutes: 5 },
    { people: [head.actor.id], minutes: 5 },
  ];
  const put = (more: object = {}) =>
    head.put('/api/notifications/trees/flood', { title: { zh: '防汛', en: 'Flood' }, steps, ...more });
  expect((await put({ steps: [{ people: ['nobody'], minutes: 5 }] })).json().code).toBe(
    'notifications.tree-people',
  );
  expect((await put()).statusCode).toBe(200);
  expect((await head.post('/api/notifications/trees/flood/calls', { words: '水位超警戒' })).statusCode).toBe(
    200,
  );
  const called = async (who: Asker) =>
    (await inbox(who)).items.filter(({ asksConfirmation }: { asksConfirmation: boolean }) => asksConfirmation)
      .length;
  await run();
  expect([await called(lin), await called(tang)]).toEqual([1, 0]);
  clock.advance(5 * 60_000);
  await run();
  expect([await called(tang), await called(head)]).toEqual([1, 0]);
  const mine = (await inbox(tang)).items.find(
    ({ asksConfirmation }: { asksConfirmation: boolean }) => asksConfirmation,
  );
  expect((await lin.post(`/api/notifications/mine/${mine.id}/confirm`)).statusCode).toBe(404);
  await tang.post(`/api/notifications/mine/${mine.id}/confirm`);
  clock.advance(5 * 60_000);
  await run();
  expect(await called(head)).toBe(0);
  expect((await head.get('/api/notifications/trees')).json().calls).toMatchObject([
    { state: 'confirmed', confirmedByName: 'tang试验', step: 1 },
  ]);
  await head.post('/api/notifications/trees/flood/calls', { words: '再次演练' });
  for (let each = 0; each < 4; each += 1) {
    await run();
    clock.advance(5 * 60_000);
  }
  expect((await head.get('/api/notifications/trees')).json().calls[0].state).toBe('exhausted');
  expect((await head.get('/api/tasks?kind=notifications.call')).json().items).toHaveLength(1);
});

test('a task handed over waits for the digest; urged, its holder is told', async () => {
  clock.set('2026-03-09T02:00:00Z');
  await lin.post('/api/notifications/mine/all/read');
  const platform = city.platform.contextFor(system);
  const task = await platform.transaction((tx) =>
    openTask(platform, tx, {
      kind: 'story.plain',
      title: { zh: '核对江试验的材料', en: 'Check papers' },
      owner: office,
      assignee: lin.actor.id,
      source: { module: 'story', record: 'thing', key: 'one' },
      link: '/story/one',
    }),
  );
  await expect.poll(async () => (await inbox(lin)).unread, { timeout: 15_000 }).toBe(1);
  await run();
  // Run twice, it is one all the same.
  await run(digestJob);
  await run(digestJob);
  await run();
  const digests = (await messages()).filter(({ words }: { words: string }) => words.includes('条未读'));
  expect(digests).toMatchObject([{ words: '您有 1 条未读消息，请登录姚江查看。' }]);
  expect((await tang.post(`/api/tasks/${task}/urge`, { reason: '请尽快' })).statusCode).toBe(200);
  await expect.poll(async () => (await inbox(lin)).unread, { timeout: 15_000 }).toBe(2);
  const urged = (await inbox(lin)).items.find(({ kind }: { kind: string }) => kind === 'tasks.urged');
  expect(urged).toMatchObject({ link: `/tasks?open=${task}` });
  expect(urged.body.zh).toContain('核对江试验的材料');
  await run();
  expect((await messages())[0].words).not.toContain('江试验');
}, 60_000);

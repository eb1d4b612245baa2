import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { formsModule } from '#platform/base/forms';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { notificationsModule } from '#platform/base/notifications';
import { organisationsModule } from '#platform/base/organisations';
import { schedulingModule } from '#platform/base/scheduling';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import module from './module.ts';
import { askRating } from './rating.ts';

const clock = fixedClock('2026-03-02T02:00:00Z');
const office = '330281-rsj';
let city: TestCity;
let head: Asker;
let other: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [
      organisationsModule,
      codesModule,
      identityModule,
      ledgerModule,
      tasksModule,
      schedulingModule,
      notificationsModule,
      documentsModule,
      formsModule,
      module,
    ],
    clock,
    work: false,
  });
  const grants = {
    'feedback:read': 'department',
    'feedback:answer': 'department',
    'tasks:own': 'department',
  } as const;
  head = city.as({ id: 'head', organisation: office, grants });
  other = city.as({ id: 'other', organisation: '330281-mzj', grants });
});
afterAll(() => city.close());

const citizen = (id: string) =>
  city.as({ id, kind: 'citizen', grants: { 'feedback:rate': 'own', 'notifications:own': 'own' } });
const ask = (person: string, key: string, organisation = office) => {
  const context = city.platform.contextFor(system);
  return context.transaction((tx) =>
    askRating(context, tx, {
      matter: { module: 'story', record: 'matter', key },
      title: { zh: '社保参保登记', en: 'Insurance' },
      person,
      organisation,
      simulated: true,
    }),
  );
};
const grade = (who: Asker, id: string | undefined, body: object) =>
  who.post(`/api/feedback/mine/${id}/grade`, body);
const tasks = async () => (await head.get('/api/tasks?kind=feedback.bad-grade')).json().items;
const unread = async (who: Asker) => (await who.get('/api/notifications/mine')).json().unread;

test('each person rates a matter once; a bad grade is looked into, answered, and graded again', async () => {
  const me = citizen('me');
  const id = await ask('me', 'm-1');
  expect(await ask('me', 'm-1')).toBeUndefined();
  expect([await unread(me), (await me.get('/api/feedback/mine')).json().items.length]).toEqual([1, 1]);
  expect((await grade(me, id, { grade: 1 })).json().code).toBe('feedback.why');
  expect((await grade(me, id, { grade: 6 })).statusCode).toBe(400);
  expect((await grade(citizen('somebody'), id, { grade: 5 })).statusCode).toBe(404);
  const all = await Promise.all(
    [1, 2, 3].map(() => grade(me, id, { grade: 1, reasons: ['slow'], words: '等了两小时' })),
  );
  expect(all.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
  const [task] = await tasks();
  // Five working days from Monday 2 March end with Monday 9 March.
  expect(task).toMatchObject({ owner: office, dueAt: '2026-03-09T15:59:59.999Z' });
  const seen = (await head.get(`/api/feedback/ratings/${id}`)).json();
  expect(seen).toMatchObject({ grade: 1, words: '等了两小时' });
  expect(JSON.stringify(seen)).not.toContain('"me"');
  const answer = (who: Asker) => who.post(`/api/feedback/ratings/${id}/answer`, { words: '已增开窗口' });
  expect((await me.post(`/api/feedback/mine/${id}/second-grade`, { grade: 4 })).json().code).toBe(
    'feedback.not-answered',
  );
  expect((await answer(other)).statusCode).toBe(404);
  expect((await answer(head)).statusCode).toBe(200);
  expect((await answer(head)).json().code).toBe('feedback.answered');
  expect([await tasks(), await unread(me)]).toEqual([[], 2]);
  expect((await me.post(`/api/feedback/mine/${id}/second-grade`, { grade: 4 })).json()).toMatchObject({
    grade: 1,
    secondGrade: 4,
    answer: '已增开窗口',
  });
  expect((await me.post(`/api/feedback/mine/${id}/second-grade`, { grade: 5 })).json().code).toBe(
    'feedback.rated',
  );
});

test('a good grade waits for nobody, and is not answered', async () => {
  const id = await ask('glad', 'm-2');
  await grade(citizen('glad'), id, { grade: 5 });
  expect(await tasks()).toEqual([]);
  const answered = await head.post(`/api/feedback/ratings/${id}/answer`, { words: '谢谢' });
  expect(answered.json().code).toBe('feedback.not-bad');
  expect((await other.get('/api/feedback/ratings')).json().items).toEqual([]);
  expect((await head.get('/api/feedback/ratings?show=bad')).json().items).toHaveLength(1);
  expect((await city.stranger.get('/api/feedback/mine')).statusCode).toBe(401);
});

test('results are shown from five on, with their interval and the share of those asked', async () => {
  const resultOf = async (organisation: string) =>
    (await city.stranger.get('/api/feedback/results'))
      .json()
      .items.find((each: { organisation: string }) => each.organisation === organisation);
  const place = '330281-mzj';
  for (let each = 0; each < 8; each += 1) {
    const id = await ask(`p-${each}`, 'm-3', place);
    if (each < 4) await grade(citizen(`p-${each}`), id, { grade: each === 0 ? 2 : 4, reasons: ['manner'] });
    if (each === 3) {
      // What is said today is among the results tomorrow.
      expect(await resultOf(place)).toBeUndefined();
      clock.advance(86_400_000);
      expect(await resultOf(place)).toMatchObject({ asked: 4, rated: null, satisfied: null });
    }
    if (each === 4) await grade(citizen('p-4'), id, { grade: 3 });
  }
  clock.advance(86_400_000);
  const found = await resultOf(place);
  expect(found).toMatchObject({ asked: 8, rated: 5, satisfied: 0.8, responseRate: 0.625 });
  expect([found.low, found.high].map((share: number) => share.toFixed(3))).toEqual(['0.376', '0.964']);
});

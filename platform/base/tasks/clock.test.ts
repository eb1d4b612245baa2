import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { closeTask, pauseTask, resumeTask, updateTask } from './index.ts';
import { reckonTasks } from './reckon-tasks.ts';
import { putSetting } from './side-store.ts';
import { openOffice, social, type Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-02-11T02:00:00Z');
});
afterAll(() => office.city.close());

const at = (local: string) => new Date(`${local}+08:00`).toISOString();
const five = { unit: 'working-days', amount: 5 } as const;
const source = (key: string) => ({ module: 'story', record: 'thing', key });
const platform = () => office.city.platform.contextFor(system);

test('a clock is stopped over Spring Festival and runs again: the date moves by the working days it stood', async () => {
  office.clock.set(at('2026-02-11T10:00'));
  const { clerk, colleague, clock, open, manager } = office;
  const id = await open('pause', { clock: five });
  const there = async () => (await clerk.get(`/api/tasks/${id}`)).json();
  expect(await there()).toMatchObject({ dueAt: at('2026-02-25T23:59:59.999'), clock: five, left: 5 });
  const why = { reason: '等待申请人补正材料', basis: '行政许可法 第三十二条' };
  expect((await colleague.post(`/api/tasks/${id}/pause`, why)).json().code).toBe('tasks.not-yours');
  await clerk.post(`/api/tasks/${id}/claim`);
  clock.set(at('2026-02-13T10:00'));
  expect((await clerk.post(`/api/tasks/${id}/pause`, { reason: 'x' })).statusCode).toBe(400);
  const paused = (await clerk.post(`/api/tasks/${id}/pause`, why)).json();
  expect(paused).toMatchObject({ dueAt: null, lamp: 'grey', pausedAt: at('2026-02-13T10:00') });
  expect(paused.pauses).toMatchObject([{ ...why, to: null, byName: 'lin试验' }]);
  expect((await clerk.post(`/api/tasks/${id}/pause`, why)).json().code).toBe('tasks.paused');
  expect((await colleague.post(`/api/tasks/${id}/urge`, { reason: '快' })).json().code).toBe('tasks.paused');
  const grey = (await clerk.get('/api/tasks?lamp=grey')).json();
  expect(grey.items).toMatchObject([{ id, lamp: 'grey' }]);
  clock.set(at('2026-02-25T10:00'));
  const running = (await clerk.post(`/api/tasks/${id}/resume`, {})).json();
  // 12 February was the first day; the 25th, on which it runs again, the second.
  expect(running).toMatchObject({
    dueAt: at('2026-02-28T23:59:59.999'),
    lamp: 'green',
    left: 3,
    pausedAt: null,
  });
  expect((await clerk.post(`/api/tasks/${id}/resume`, {})).json().code).toBe('tasks.not-paused');
  const earlier =
    await sql`select due_at, until from tasks.earlier_v1 where task = ${id} order by until`.execute(
      platform().db,
    );
  expect(earlier.rows).toEqual([
    { due_at: at('2026-02-25T23:59:59.999'), until: at('2026-02-13T10:00') },
    { due_at: null, until: at('2026-02-25T10:00') },
  ]);
  clock.set(at('2026-03-02T10:00'));
  expect((await there()).lamp).toBe('red');
  expect((await manager.post(`/api/tasks/${id}/pause`, why)).json().code).toBe('tasks.overdue');
});

test('a module stops and resumes by source; a task without a date has no clock', async () => {
  office.clock.set(at('2026-03-02T10:00'));
  const context = platform();
  await office.open('by-module', { clock: { unit: 'working-hours', amount: 7 } });
  await office.open('dateless');
  const pause = (key: string) =>
    context.transaction((tx) =>
      pauseTask(context, tx, source(key), { reason: '专家评审', basis: '第四十五条' }),
    );
  await expect(pause('dateless')).rejects.toMatchObject({ code: 'tasks.no-clock' });
  expect(await pause('nothing')).toBeUndefined();
  const id = await pause('by-module');
  office.clock.set(at('2026-03-06T15:00'));
  await context.transaction((tx) => resumeTask(context, tx, source('by-module')));
  expect((await office.clerk.get(`/api/tasks/${id}`)).json().dueAt).toBe(at('2026-03-09T15:00'));
});

test('closing a task whose clock stands lets it run again, and keeps how long it took', async () => {
  office.clock.set(at('2026-03-02T08:30'));
  const id = await office.open('closed-paused', { clock: five });
  const context = platform();
  const pause = { reason: '听证', basis: '第四十五条' };
  office.clock.set(at('2026-03-02T10:30'));
  await context.transaction((tx) => pauseTask(context, tx, source('closed-paused'), pause));
  office.clock.set(at('2026-03-04T10:30'));
  const outcome = { zh: '准予', en: 'granted' };
  await context.transaction((tx) => closeTask(context, tx, source('closed-paused'), { outcome }));
  const closed = (await office.clerk.get(`/api/tasks/${id}`)).json();
  expect(closed).toMatchObject({ status: 'done', lamp: 'green', pausedAt: null });
  expect(closed.pauses).toMatchObject([{ to: at('2026-03-04T10:30') }]);
  expect(await office.told('tasks.closed', id)).toMatchObject([{ task: id, status: 'done', inTime: true }]);
  const rows = (
    await office.head.get(
      '/api/tasks/statistics?by=kind&kind=story.plain&period.from=2026-03-01&period.to=2026-03-31',
    )
  ).json().items;
  expect(rows).toMatchObject([{ key: 'story.plain', closed: 1, inTime: 1, late: 0, medianHours: 2 }]);
});

test('of several things said the date is the last one; a clock comes from the kind when nothing is said', async () => {
  office.clock.set(at('2026-03-02T10:00'));
  const id = await office.open('kind', { kind: 'story.licence' });
  const there = async () => (await office.clerk.get(`/api/tasks/${id}`)).json();
  expect(await there()).toMatchObject({
    kindTitle: { zh: '行政许可' },
    linkText: { zh: '去审查' },
    clock: five,
    dueAt: at('2026-03-09T23:59:59.999'),
  });
  const context = platform();
  const dueAt = at('2026-03-05T12:00');
  await context.transaction((tx) => updateTask(context, tx, source('kind'), { dueAt }));
  expect(await there()).toMatchObject({ clock: null, dueAt });
  expect((await there()).kindTitle.en).toBe('Licence');
  expect((await office.clerk.get(`/api/tasks?kind=story.licence`)).json().items).toHaveLength(1);
});

test('a date beyond the published years says that it is not certain, and is reckoned again when the city knows more', async () => {
  office.clock.set(at('2026-12-30T10:00'));
  const id = await office.open('new-year', { clock: five });
  const there = async () => (await office.clerk.get(`/api/tasks/${id}`)).json();
  expect(await there()).toMatchObject({ dueCertain: false, dueAt: at('2027-01-06T23:59:59.999') });
  const context = platform();
  const holiday = { zh: '元旦', en: 'New Year' };
  const days = ['2027-01-01', '2027-01-04'].map((day) => ({ day, working: false, name: holiday }));
  const closed = { day: '2026-12-31', working: false, name: { zh: '台风停工', en: 'typhoon' } };
  const hours = [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ];
  await context.transaction((tx) =>
    putSetting(tx, 'calendar', { hours, days: [closed], years: [{ year: 2027, days }] }),
  );
  const job = await context.startJob(context.db, reckonTasks, { all: false }, { actor: system });
  expect((await office.city.finished(job)).status).toBe('done');
  expect(await there()).toMatchObject({ dueCertain: true, dueAt: at('2027-01-11T23:59:59.999') });
  const calendar = (await office.clerk.get('/api/tasks/calendar/2026')).json();
  expect(calendar).toMatchObject({ published: true, workingDays: 247 });
  expect(calendar.days).toContainEqual({
    day: '2026-12-31',
    working: false,
    reason: 'closed',
    name: closed.name,
  });
  const asked = '/api/tasks/deadline?from=2026-12-30T10:00:00%2B08:00&unit=working-days&amount=1';
  expect((await office.clerk.get(asked)).json()).toMatchObject({
    at: at('2027-01-05T23:59:59.999'),
    certain: true,
  });
  expect((await office.clerk.get('/api/tasks/deadline?from=soon&unit=hours&amount=1')).statusCode).toBe(400);
  expect((await office.clerk.get('/api/tasks/calendar/1999')).statusCode).toBe(400);
  expect(
    (
      await office.manager.get(
        `/api/tasks?owner=${social}&module=story&due.from=2027-01-11&due.to=2027-01-11`,
      )
    ).json().items,
  ).toMatchObject([{ id }]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import type { Explanation } from '../contract.ts';
import { one, other, Town } from '../testing/town.ts';

const api = '/api/performance';
let town: Town;
beforeAll(async () => {
  town = await Town.open('2026-11-10T02:00:00.000Z');
});
afterAll(() => town.city.close());

const codeOf = (answer: { statusCode: number; json: <T>() => T }) => [
  answer.statusCode,
  answer.json<Partial<ProblemBody>>().code,
];

interface Matter {
  readonly id: string;
  readonly [field: string]: unknown;
}
const matters = async (by = town.office) =>
  (await by.get(`${api}/supervisions`)).json<{ items: Matter[] }>().items;
const matter = async (id: string) => (await town.office.get(`${api}/supervisions/${id}`)).json<Matter>();

const wanted = {
  title: '办理时限清单',
  what: '报送本单位办理时限清单。',
  basedOn: '专题会议纪要第 3 号',
  office: '330281-zfb',
  units: [one, other],
  dueOn: '2026-11-13',
};

test('a matter is issued, received, urged, extended, done late by a day, and scored by rule', async () => {
  const worker = town.worker(one);
  expect(codeOf(await worker.post(`${api}/supervisions/issue`, wanted))[0]).toBe(403);
  expect(
    codeOf(await town.office.post(`${api}/supervisions/issue`, { ...wanted, dueOn: '2026-11-09' })),
  ).toEqual([422, 'performance.due-past']);
  const issued = await town.office.post(`${api}/supervisions/issue`, wanted);
  expect(issued.json()).toEqual({ number: 'DC-2026-0001' });
  const id = `DC-2026-0001.${one}`;
  const path = `${api}/supervisions/${id}`;
  expect((await matters(worker)).map((each) => each.id)).toEqual([id]);
  expect((await town.worker(other).post(`${path}/receive`)).statusCode).toBe(404);
  expect(codeOf(await town.office.post(`${path}/receive`))[0]).toBe(403);
  expect((await worker.post(`${path}/receive`)).statusCode).toBe(200);
  expect(codeOf(await worker.post(`${path}/receive`))).toEqual([409, 'performance.wrong-state']);

  expect((await town.office.post(`${path}/urge`, { message: '请于周五前报送。' })).statusCode).toBe(200);
  expect(await matter(id)).toMatchObject({ urged: 1, urgedWords: '请于周五前报送。' });
  expect(await town.tasks(worker)).toEqual([
    expect.objectContaining({ kind: 'performance.supervision', urged: 1 }),
  ]);

  const asked = { until: '2026-11-16', why: '清单要经法制审核。' };
  expect(codeOf(await worker.post(`${path}/extension`, { ...asked, until: '2026-11-12' }))).toEqual([
    422,
    'performance.not-later',
  ]);
  expect((await worker.post(`${path}/extension`, asked)).statusCode).toBe(200);
  const kinds = async () => (await town.tasks(town.office)).map((task) => (task as { kind: string }).kind);
  expect(await kinds()).toContain('performance.supervision-extension');
  expect(
    (await town.office.post(`${path}/extension/answer`, { granted: true, answer: '同意。' })).statusCode,
  ).toBe(200);
  expect(await matter(id)).toMatchObject({ dueOn: '2026-11-16', extensionState: 'granted' });
  expect(await kinds()).not.toContain('performance.supervision-extension');

  // Tuesday: one working day after Monday the 16th.
  town.clock.set('2026-11-17T02:00:00.000Z');
  expect((await worker.post(`${path}/report`, { percent: 100, progress: '已报送。' })).statusCode).toBe(200);
  expect(await town.tasks(worker)).toEqual([]);
  expect(await kinds()).toContain('performance.supervision-verdict');
  const judged = { outcome: 'met', quality: 80, why: '清单齐全，晚一天。' };
  expect(codeOf(await worker.post(`${path}/close`, judged))[0]).toBe(403);
  expect((await town.office.post(`${path}/close`, judged)).statusCode).toBe(200);
  expect(await matter(id)).toMatchObject({ state: 'closed', lateDays: 1, onTime: false, score: 87 });
});

test('an invented office evaluates invented units, once however often it is played', async () => {
  await town.play();
  await town.play();
  const told = await town.leader.get(`${api}/results/simulated-half-2.1/cards/330281-moni-kaoping-2/change`);
  const { earlier, later } = told.json<{ told: Explanation }>().told;
  expect([earlier.id, later.id, later.simulated]).toEqual(['simulated-half-1.1', 'simulated-half-2.1', true]);
  expect([earlier.place, later.place]).toEqual([3, 1]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import type { CardView, Explanation } from '../contract.ts';
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
const mattersOf = async (of: string) =>
  (await town.office.get(`${api}/supervisions?unit=${of}&limit=100`)).json<{ items: Matter[] }>().items;
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

test('what was closed outside of here is taken over whole, scored by the same rule', async () => {
  const past = {
    title: '上半年台账事项',
    what: '报送上半年总结。',
    basedOn: '纸质督查台账',
    issuedOn: '2026-05-06',
    dueOn: '2026-05-20',
    units: [
      {
        unit: one,
        finishedOn: '2026-05-18',
        closedOn: '2026-05-22',
        outcome: 'met',
        quality: 90,
        why: '齐全。',
      },
      {
        unit: other,
        finishedOn: '2026-05-22',
        closedOn: '2026-05-25',
        outcome: 'met',
        quality: 80,
        why: '晚两天。',
      },
    ],
  };
  const path = `${api}/supervisions/record-past`;
  const said = (...matters: object[]) => ({ office: '330281-zfb', matters });
  expect(codeOf(await town.worker(one).post(path, said(past)))[0]).toBe(403);
  const disordered = { ...past, dueOn: '2026-05-01' };
  expect(codeOf(await town.office.post(path, said(past, disordered)))).toEqual([
    422,
    'performance.days-disordered',
  ]);
  const tomorrow = { ...past, units: [{ ...past.units[0], closedOn: '2027-05-22' }] };
  expect(codeOf(await town.office.post(path, said(tomorrow)))[1]).toBe('performance.days-disordered');
  const nobody = { ...past, units: [{ ...past.units[0], unit: '330281-nobody' }] };
  expect(codeOf(await town.office.post(path, said(nobody)))).toEqual([422, 'performance.unit-unknown']);
  const before = (await matters()).length;
  const taken = await town.office.post(path, said(past, { ...past, title: '另一件' }));
  const { numbers } = taken.json<{ numbers: string[] }>();
  expect([numbers.length, new Set(numbers).size, (await matters()).length - before]).toEqual([2, 2, 4]);
  expect(await matter(`${numbers[0]}.${one}`)).toMatchObject({ state: 'closed', onTime: true, score: 96 });
  expect(await matter(`${numbers[1]}.${other}`)).toMatchObject({ onTime: false, lateDays: 2, score: 82 });
});

const unit = (at: number) => `330281-moni-kaoping-${at}`;
const card = async (half: 1 | 2, at: number) =>
  (await town.leader.get(`${api}/results/simulated-half-${half}.1/cards/${unit(at)}`)).json<CardView>();

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what} does not come`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Counted {
  readonly key: string;
  readonly simulated: boolean;
  readonly values: { readonly onTime: boolean };
}
const opened = async (path: string): Promise<Counted[]> => {
  const answer = await town.office.get(path.replace('/indicators/', '/api/indicators/'));
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ items: Counted[] }>().items;
};

test('an invented office evaluates invented units by a live measure, once however often it is played', async () => {
  await town.play();
  await town.play();
  // Published by the event that the measure of the past months was released.
  await until('the second stage', async () => (await card(2, 4)).revised?.length === 1);
  await town.play();
  const told = await town.leader.get(`${api}/results/simulated-half-2.1/cards/${unit(2)}/change`);
  const { earlier, later } = told.json<{ told: Explanation }>().told;
  expect([earlier.id, later.id, later.simulated]).toEqual(['simulated-half-1.1', 'simulated-half-2.1', true]);
  expect([earlier.place, later.place]).toEqual([2, 1]);
  const played = (await mattersOf(unit(4))).filter(({ title }) => String(title).startsWith('模拟督查：20'));
  expect(played).toHaveLength(12 + 1);
}, 90_000);

test('the value of a leaf is the sum over its rows, and what came late is said beside it', async () => {
  const leafOf = ({ card: { leaves } }: CardView) => leaves.find(({ code }) => code === 'in-time')!;
  for (const [half, at] of [
    [1, 1],
    [1, 3],
    [2, 2],
  ] as const) {
    const view = await card(half, at);
    const { inputs = [], ...leaf } = leafOf(view);
    expect(inputs.map(({ vintage }) => vintage)).toEqual([1, 1, 1, 1, 1, 1]);
    const rows = [];
    for (const { events, rowsPath } of inputs) {
      const own = await opened(rowsPath);
      expect(own).toHaveLength(events ?? 0);
      rows.push(...own);
    }
    expect(rows.every(({ simulated, values }) => simulated && values.onTime)).toBe(true);
    const months = inputs.map(({ period }) => `模拟督查：${period} 便民终端运行情况`);
    const closed = (await mattersOf(unit(at))).filter(({ title }) => months.includes(String(title)));
    expect(
      closed
        .filter(({ onTime }) => onTime)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(rows.map(({ key }) => key).toSorted());
    expect([closed.length, leaf.base]).toEqual([6, 6]);
    expect(leaf.value).toBeCloseTo((100 * rows.length) / closed.length, 9);
    expect(view.revised).toEqual([]);
  }
  const late = await card(2, 4);
  expect(leafOf(late)).toMatchObject({ measure: 'supervision-in-time', base: 6, simulated: true });
  expect(late.revised).toMatchObject([
    {
      code: 'in-time',
      value: (4 / 7) * 100,
      periods: [
        {
          period: '2026-10',
          was: { events: 1, base: 1, vintage: 1 },
          is: { events: 1, base: 2, vintage: 2 },
          cause: 'performance:recorded',
        },
      ],
    },
  ]);
});

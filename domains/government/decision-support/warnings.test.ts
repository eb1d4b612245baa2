import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import { indicators } from './indicators.ts';
import { evaluateRules } from './jobs.ts';
import { limits, Watch, type WarningRow } from './testing/watching.ts';
import { openWarnings } from './wall.ts';

const api = '/api/decision-support';
let watch: Watch;
beforeAll(async () => {
  // Tuesday 10 November 2026 in Yuyao.
  watch = await Watch.open('2026-11-10T02:00:00.000Z');
});
afterAll(() => watch.city.close());

interface Waiting {
  readonly kind: string;
  readonly title: { zh: string; en: string };
  readonly link: string;
  readonly dueAt: string;
  readonly status: string;
  readonly outcome: { zh: string; en: string } | null;
}
const tasksOf = async (who = watch.worker, query = ''): Promise<Waiting[]> =>
  (await who.get(`/api/tasks?${query}`)).json<{ items: Waiting[] }>().items;

const judgeAll = async (): Promise<unknown> => {
  const context = watch.office.context();
  const id = await context.startJob(context.db, evaluateRules, {}, { actor: watch.office.actor });
  const { status, outcome } = await watch.city.finished(id);
  expect(status).toBe('done');
  return (outcome as { data: unknown }).data;
};
const codeOf = async (asked: Promise<{ statusCode: number; json: <T>() => T }>) => {
  const answer = await asked;
  return [answer.statusCode, answer.json<Partial<ProblemBody>>().code];
};

let october: WarningRow;
let late: string[];

test('rows arrive late, the number is revised, and a warning fires as a task with its date', async () => {
  await watch.ask('2026-08', 4);
  await watch.ask('2026-09', 5);
  await watch.ask('2026-10', 7);
  await watch.until(
    () => watch.counted('2026-10'),
    (value) => value === 7,
  );
  await watch.define(limits);
  expect(await judgeAll()).toEqual({ raised: 0, higher: 0, withdrawn: 0 });

  late = await watch.ask('2026-10', 8, { source: 'batch:late' });
  const [warning] = await watch.until(
    () => watch.warnings(),
    ({ length }) => length > 0,
  );
  if (!warning) throw new Error('no warning');
  october = warning;
  expect(warning).toMatchObject({
    titleZh: '申请过多：城北',
    titleEn: 'Many requests: North',
    level: 'blue',
    state: 'open',
    period: '2026-10',
    value: 15,
    owner: '330281-scjg',
  });
  // Ten working days after Tuesday the 10th.
  const [task, ...others] = await tasksOf();
  expect(others).toEqual([]);
  expect(task).toMatchObject({
    kind: 'decision-support.warning',
    title: { zh: '蓝色（四级）预警：申请过多：城北' },
    link: `/decision-support/warnings/${warning.id}`,
    dueAt: '2026-11-24T15:59:59.999Z',
  });
});

test('the same again raises nothing, by event or by night', async () => {
  expect(await judgeAll()).toEqual({ raised: 0, higher: 0, withdrawn: 0 });
  expect(await watch.warnings()).toHaveLength(1);
  expect((await watch.warning(october.id))['meta']).toMatchObject({ revision: 1 });
});

test('a higher level raises the same warning, and its task is due sooner', async () => {
  watch.clock.advance(3_600_000);
  await watch.ask('2026-10', 26, { source: 'batch:more' });
  const raised = await watch.until(
    () => watch.warning(october.id),
    ({ level }) => level === 'red',
  );
  expect(raised).toMatchObject({ value: 41, state: 'open', id: october.id });
  expect(await watch.warnings()).toHaveLength(1);
  const tasks = await tasksOf();
  expect(tasks.map(({ title, dueAt }) => [title.en, dueAt])).toEqual([
    ['Red (level I) warning: Many requests: North', '2026-11-11T15:59:59.999Z'],
  ]);
});

test('whoever looks back sees it at the level that it had then', async () => {
  const context = watch.office.context();
  const listed = async (instant: string) => {
    const at = new Date(instant);
    const { rows } = await openWarnings.read(context, { at, past: true, most: 5 });
    const figure = await indicators[0]?.measure(context.db, at);
    const counted = figure?.parts?.filter(({ value }) => value > 0).map(({ key, value }) => [key, value]);
    return [rows.map(({ key, mark }) => [key, mark?.en]), counted];
  };
  expect(await listed('2026-11-10T01:59:59.000Z')).toEqual([[], []]);
  expect(await listed('2026-11-10T02:30:00.000Z')).toEqual([
    [[october.id, 'Blue (level IV)']],
    [['blue', 1]],
  ]);
  expect(await listed('2026-11-10T03:00:00.000Z')).toEqual([[[october.id, 'Red (level I)']], [['red', 1]]]);
});

test('its page shows the series with its limits and the way to the rows', async () => {
  const answer = await watch.worker.get(`${api}/warnings/${october.id}/series`);
  expect(answer.json()).toMatchObject({
    measure: 'requests',
    rowsPath: '/indicators/measures/requests/rows?where=desk%3Anorth',
    mayWork: true,
    mayAnswer: false,
    points: [
      { period: '2026-08', value: 4, upper: 10, level: null },
      { period: '2026-09', value: 5 },
      { period: '2026-10', value: 41, level: 'red' },
    ],
  });
});

test('only its owner works on it; to others it is not there', async () => {
  const path = `${api}/warnings/${october.id}`;
  expect(await codeOf(watch.other.get(path))).toEqual([404, 'request.not-found']);
  expect(await codeOf(watch.other.get(`${path}/series`))).toEqual([404, 'request.not-found']);
  expect(await codeOf(watch.other.post(`${path}/acknowledge`))).toEqual([404, 'request.not-found']);
  // The owner of the data sees it and is not the one to judge.
  expect((await watch.keeper.get(path)).statusCode).toBe(200);
  expect(await codeOf(watch.keeper.post(`${path}/acknowledge`))).toEqual([403, 'decision-support.not-owner']);
  expect(await codeOf(watch.office.post(`${path}/acknowledge`))).toEqual([403, 'identity.forbidden']);
  expect((await watch.city.stranger.get(path)).statusCode).toBe(401);
  const early = watch.worker.post(`${path}/close`, { evidence: '已办' });
  expect(await codeOf(early)).toEqual([409, 'decision-support.wrong-state']);
});

test('it is acknowledged, judged, dealt with and closed with its evidence, and the task with it', async () => {
  const path = `${api}/warnings/${october.id}`;
  watch.clock.advance(2 * 3_600_000);
  expect((await watch.worker.post(`${path}/acknowledge`)).statusCode).toBe(200);
  expect(await codeOf(watch.worker.post(`${path}/acknowledge`))).toEqual([
    409,
    'decision-support.wrong-state',
  ]);
  const future = { verdict: 'true', reason: '属实', happenedOn: '2027-01-01' };
  expect(await codeOf(watch.worker.post(`${path}/judge`, future))).toEqual([422, 'decision-support.future']);
  const judged = { verdict: 'true', reason: '窗口确实排起长队' };
  expect((await watch.worker.post(`${path}/judge`, judged)).statusCode).toBe(200);
  expect((await watch.worker.post(`${path}/measures`, { measures: '增开两个窗口' })).statusCode).toBe(200);
  watch.clock.advance(22 * 3_600_000);
  const closed = { evidence: '排队时间回落到十分钟以内', happenedOn: '2026-11-11' };
  expect((await watch.worker.post(`${path}/close`, closed)).statusCode).toBe(200);
  expect(await watch.warning(october.id)).toMatchObject({
    state: 'closed',
    standing: false,
    verdict: 'true',
    measuresTaken: '增开两个窗口',
    ...closed,
  });
  expect(await tasksOf()).toEqual([]);
  const [done] = await tasksOf(watch.worker, 'status=done');
  expect(done?.outcome).toEqual({ zh: '属实，已处置办结', en: 'True, dealt with and closed' });
});

test('a revision takes the ground away: withdrawn with the reason, its task dropped, and given back', async () => {
  const rows = await watch.ask('2026-09', 12, { desk: 'south', source: 'batch:twice' });
  const [south] = await watch.until(
    () => watch.warnings('standing=true'),
    (found) => found.length > 0,
  );
  if (!south) throw new Error('no warning');
  expect(south).toMatchObject({ titleEn: 'Many requests: South', value: 12 });
  await watch.move(rows, '2026-03', 'batch:mended');
  const gone = await watch.until(
    () => watch.warning(south.id),
    ({ state }) => state === 'withdrawn',
  );
  expect(gone['takenBackEn']).toBe(
    'Within the limits after a revision: 2026-09 was 12 and is 0 (by: batch:mended).',
  );
  expect((await tasksOf(watch.worker, 'status=dropped'))[0]?.outcome?.zh).toContain('由 12 变为 0');
  // In March they are as many: another warning, for another month.
  await watch.until(
    () => watch.warnings('standing=true'),
    ({ length }) => length === 1,
  );
  await watch.move(rows, '2026-09', 'batch:again');
  const back = await watch.until(
    () => watch.warning(south.id),
    ({ state }) => state === 'open',
  );
  expect(back['takenBackAt']).toBeNull();
});

test('an error in the data closes it, and their owner is asked and answers', async () => {
  const [south] = await watch.warnings('standing=true');
  if (!south) throw new Error('no warning');
  const path = `${api}/warnings/${south.id}`;
  const judged = { verdict: 'data-error', reason: '同一批导入了两次' };
  expect((await watch.worker.post(`${path}/judge`, judged)).statusCode).toBe(200);
  const [asked] = await tasksOf(watch.keeper);
  expect(asked).toMatchObject({
    kind: 'decision-support.data-error',
    link: `/decision-support/warnings/${south.id}`,
  });
  const answer = { mended: true, answer: '已撤销重复批次' };
  expect(await codeOf(watch.worker.post(`${path}/data-answer`, answer))).toEqual([
    403,
    'decision-support.not-data-owner',
  ]);
  expect((await watch.keeper.post(`${path}/data-answer`, answer)).statusCode).toBe(200);
  expect(await codeOf(watch.keeper.post(`${path}/data-answer`, answer))).toEqual([
    409,
    'decision-support.answered',
  ]);
  expect(await tasksOf(watch.keeper)).toEqual([]);
});

test('a missed event is marked by a person, once, and not where there was a warning', async () => {
  const path = `${api}/rules/many-requests/misses`;
  const miss = { period: '2026-08', where: { desk: 'north' }, what: '排队冲突，未报警' };
  expect((await watch.worker.post(path, miss)).statusCode).toBe(200);
  expect(await codeOf(watch.worker.post(path, { ...miss, period: '2026-10' }))).toEqual([
    409,
    'decision-support.seen',
  ]);
  expect(await codeOf(watch.worker.post(path, { ...miss, period: '2026-11' }))).toEqual([
    422,
    'decision-support.not-over',
  ]);
  expect(await codeOf(watch.worker.post(path, { ...miss, period: '2026' }))).toEqual([
    422,
    'decision-support.unknown-period',
  ]);
  expect(await codeOf(watch.worker.post(path, { ...miss, where: {} }))).toEqual([
    422,
    'decision-support.unknown-place',
  ]);
  expect(await codeOf(watch.other.post(path, miss))).toEqual([403, 'decision-support.not-owner']);
});

test('the quality page shows how good they were', async () => {
  const answer = await watch.worker.get(`${api}/quality`);
  const items = answer.json<{ items: { rule: string }[] }>().items;
  expect(items.find(({ rule }) => rule === 'many-requests')).toMatchObject({
    raised: 3,
    standing: 0,
    right: 1,
    wrong: 0,
    dataErrors: 1,
    withdrawn: 1,
    missed: 1,
    precision: 1,
    recall: 0.5,
    leadDays: 1,
    byLevel: [
      { level: 'red', raised: 1, right: 1, wrong: 0, precision: 1 },
      { level: 'blue', raised: 2, right: 0, wrong: 0, precision: null },
    ],
  });
  // Whose they are not, they are not counted for.
  const others = (await watch.other.get(`${api}/quality`)).json<{
    items: { rule: string; raised: number }[];
  }>();
  expect(others.items.find(({ rule }) => rule === 'many-requests')).toMatchObject({
    raised: 0,
    precision: null,
  });
});

test('the wall counts open warnings by level', async () => {
  await watch.ask('2026-07', 22);
  await watch.until(
    () => watch.warnings('standing=true'),
    ({ length }) => length === 1,
  );
  const figure = await watch.until(
    async () =>
      (await watch.office.get('/api/indicators/warnings-open')).json<{
        value: number | null;
        parts: unknown[];
      }>(),
    ({ value }) => value === 1,
  );
  expect(figure.parts).toContainEqual(expect.objectContaining({ key: 'yellow', value: 1 }));
  expect(late).toHaveLength(8);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import type { BackTest, Proposed } from './contract.ts';
import { limits, Watch } from './testing/watching.ts';

const api = '/api/decision-support';
let watch: Watch;
beforeAll(async () => {
  watch = await Watch.open('2026-11-10T02:00:00.000Z');
  // Twelve quiet months of each desk, and three loud ones.
  for (let month = 1; month <= 10; month += 1) {
    const name = `2026-${String(month).padStart(2, '0')}`;
    await watch.ask(name, [3, 6, 9].includes(month) ? 12 + month : 3 + (month % 3), { late: 1 });
    await watch.ask(name, 4 + (month % 2), { desk: 'south' });
  }
  await watch.until(
    () => watch.counted('2026-10'),
    (value) => value === 4,
  );
});
afterAll(() => watch.city.close());

const tried = async (rule: object, more: object = {}): Promise<BackTest> => {
  const answer = await watch.office.post(`${api}/rules/back-test`, { rule, ...more });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<BackTest>();
};
const save = (rule: object, by = watch.office) =>
  by.put(`${api}/rules/${(rule as { code: string }).code}`, { rule });

test('before it is saved a rule says what it would have raised, and keeps nothing', async () => {
  const { since, raised, byLevel, places, lines } = await tried(limits);
  expect({ since, raised, places }).toEqual({ since: '2024-11-01', raised: 3, places: 2 });
  expect(byLevel.filter(({ count }) => count > 0)).toEqual([
    { level: 'blue', count: 2 },
    { level: 'yellow', count: 1 },
  ]);
  expect(lines.map(({ title, episodes }) => [title.en, episodes.map(({ begins }) => begins)])).toEqual([
    ['North', ['2026-03', '2026-06', '2026-09']],
  ]);
  expect(await watch.warnings()).toEqual([]);
  const short = await tried(limits, { periods: 3 });
  expect(short.raised).toBe(1);
});

test('what cannot stand is refused with its place and reason before it is saved', async () => {
  const codes = async (rule: object) => {
    const answer = await save(rule);
    const body = answer.json<ProblemBody>();
    return [
      answer.statusCode,
      ...(body.errors ?? []).map(({ path, code }) => `${path} ${code.split('.')[1]}`),
    ];
  };
  const chart = { kind: 'control', chart: 'p', levels: { yellow: 3 } };
  expect(await codes({ ...limits, measure: 'nothing' })).toEqual([422, 'measure measure-unknown']);
  expect(await codes({ ...limits, grain: 'day' })).toEqual([422, 'grain grain-too-fine']);
  expect(await codes({ ...limits, by: 'town' })).toEqual([422, 'by dimension-unknown']);
  expect(await codes({ ...limits, where: { desk: 'north' } })).toEqual([422, 'by dimension-twice']);
  expect(await codes({ ...limits, detector: chart })).toEqual([422, 'detector.chart share-needed']);
  expect(await codes({ ...limits, owner: 'nobody' })).toEqual([422, 'owner owner-unknown']);
  const falling = { ...limits.detector, levels: { blue: 20, red: 10 } };
  expect(await codes({ ...limits, detector: falling })).toEqual([422, 'detector.levels levels-order']);
  const beyond = { ...limits.detector, clear: 11 };
  expect(await codes({ ...limits, detector: beyond })).toEqual([422, 'detector.clear clear-beyond']);
  expect((await tried({ ...limits, by: 'town' })).faults.map(({ path }) => path)).toEqual(['by']);
  // A shape that is none is refused at the door.
  expect((await save({ ...limits, detector: { kind: 'guess' } })).statusCode).toBe(400);
  expect((await save(limits, watch.worker)).statusCode).toBe(403);
  expect(
    (await watch.office.get(`${api}/rules`))
      .json<{ items: { code: string }[] }>()
      .items.map(({ code }) => code),
  ).not.toContain('many-requests');
});

test('a rule of the city’s file is changed there, not here', async () => {
  const known = (await watch.office.get(`${api}/rules/lift-alarms-rise/definition`)).json<{
    rule: object;
    fromFile: boolean;
  }>();
  expect(known.fromFile).toBe(true);
  for (const answer of [
    await save(known.rule),
    await watch.office.post(`${api}/rules/lift-alarms-rise/retire`),
  ])
    expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([409, 'decision-support.from-file']);
});

test('false alarms are learnt from: other limits are proposed, and put in force by nobody but a person', async () => {
  await watch.define(limits);
  const found = await watch.until(
    () => watch.warnings('standing=true'),
    ({ length }) => length === 3,
  );
  const judged = async (period: string, verdict: string) => {
    const warning = found.find((each) => String(each['period']).startsWith(period));
    const answer = await watch.worker.post(`${api}/warnings/${warning?.id}/judge`, {
      verdict,
      reason: '核实',
    });
    expect(answer.statusCode, answer.body).toBe(200);
  };
  await judged('2026-03', 'false');
  await judged('2026-06', 'false');
  const nothing = (await watch.office.get(`${api}/rules/many-requests/proposal`)).json<Proposed>();
  expect(nothing).toMatchObject({ known: 2, proposal: null });
  await judged('2026-09', 'true');
  const { present, proposal } = (
    await watch.office.get(`${api}/rules/many-requests/proposal`)
  ).json<Proposed>();
  expect(present).toMatchObject({ raised: 3, right: 1, wrong: 2 });
  expect(proposal?.score).toMatchObject({ right: 1, wrong: 0 });
  // What is proposed would have done what it says.
  const again = await tried({ ...limits, detector: proposal?.detector });
  expect(again.raised).toBe(proposal?.score.raised);
  const now = (await watch.office.get(`${api}/rules/many-requests/definition`)).json<{
    rule: { detector: object };
  }>();
  expect(now.rule.detector).toMatchObject(limits.detector);
});

test('a rule that is changed raises nothing of the past, and what stands goes on as one warning', async () => {
  const sharper = { ...limits, detector: { ...limits.detector, levels: { blue: 4 }, clear: 2 } };
  expect((await tried(sharper)).raised).toBeGreaterThan(0);
  await watch.define(sharper);
  // What lasts into October, the newest month that is over, is raised; in the north it is what is being handled already.
  const found = await watch.until(
    () => watch.warnings('standing=true'),
    (some) => some.some(({ state }) => state === 'open'),
  );
  expect(
    found.map(({ titleEn, state, period, level }) => [titleEn, state, period, level]).toSorted(),
  ).toEqual([
    ['Many requests: North', 'handling', '2026-01 – 2026-10', 'yellow'],
    ['Many requests: South', 'open', '2026-01 – 2026-10', 'blue'],
  ]);
  expect((await watch.warnings('state=closed')).length).toBe(2);
  expect((await watch.warnings('state=handling')).length).toBe(1);
});

test('a chart is tried as it runs: founded on what was before its rule began, however few periods are shown', async () => {
  const detector = { kind: 'control', chart: 'cusum', levels: { blue: 2 }, baseline: 8 };
  const chart = {
    ...limits,
    code: 'sums',
    by: undefined,
    where: { desk: 'north' },
    detector,
    since: '2026-09-01',
  };
  const [line] = (await tried(chart, { periods: 1 })).lines;
  const [whole] = (await tried(chart, { periods: 24 })).lines;
  expect(line?.points.map(({ period }) => period)).toEqual(['2026-10']);
  expect(whole?.points.map(({ period }) => period)).toEqual(['2026-09', '2026-10']);
  expect(line?.points[0]).toEqual(whole?.points[1]);
  expect(line?.points[0]?.centre).not.toBeNull();
});

test('fixed limits of a real rule are not held against invented values; an invented rule is, and is marked', async () => {
  await watch.ask('2026-10', 30, { desk: 'south', source: 'sim', simulated: true });
  await watch.until(
    () => watch.counted('2026-10', 'south'),
    (value) => value === 34,
  );
  const south = { ...limits, code: 'south', by: undefined, where: { desk: 'south' }, since: '2026-10-01' };
  expect(await tried(south, { periods: 1 })).toMatchObject({ raised: 0, invented: true });
  expect(await tried(south, { periods: 1, simulated: true })).toMatchObject({ raised: 1, invented: false });
  await watch.define({ ...south, code: 'south-invented' }, true);
  const [warning] = await watch.until(
    () => watch.warnings('rule=south-invented'),
    ({ length }) => length > 0,
  );
  expect(warning).toMatchObject({ level: 'yellow', meta: { simulated: true } });
});

test('a rule that is taken out of force raises no more, and its warnings stay', async () => {
  expect((await watch.office.post(`${api}/rules/many-requests/retire`)).statusCode).toBe(200);
  expect((await watch.office.get(`${api}/rules/many-requests/definition`)).statusCode).toBe(404);
  expect((await watch.warnings('rule=many-requests')).length).toBeGreaterThan(0);
  const { items } = (await watch.office.get(`${api}/quality`)).json<{
    items: { rule: string; inForce: boolean }[];
  }>();
  expect(items).toContainEqual(expect.objectContaining({ rule: 'many-requests', inForce: false }));
});

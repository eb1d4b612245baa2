import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import type { CardView, Explanation, ResultTable } from './contract.ts';
import type { Asker } from '#testing';
import { half, one, other, Town, yearly } from './testing/town.ts';

const api = '/api/performance';
let town: Town;
beforeAll(async () => {
  town = await Town.measured('2026-11-10T02:00:00.000Z');
});
afterAll(() => town.city.close());

const codeOf = (answer: { statusCode: number; json: <T>() => T }) => [
  answer.statusCode,
  answer.json<Partial<ProblemBody>>().code,
];
const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const attachments = '/api/documents/attachments?kind=performance.evidence';
const handIn = async (by: Asker, name: string) =>
  (await by.upload(attachments, name, pdf)).json<{ id: string }>().id;
const table = async (id: string, by = town.leader) =>
  (await by.get(`${api}/results/${id}/table`)).json<ResultTable>();
const card = async (id: string, unit: string, by = town.leader) =>
  (await by.get(`${api}/results/${id}/cards/${unit}`)).json<CardView>();

test('a scheme that cannot stand is refused with every reason, and judgements that contradict each other need one', async () => {
  const wrong = {
    ...yearly,
    units: [one, '330281-nobody'],
    weighting: { method: 'ahp', judgements: [9, 1 / 9, 9] },
    groups: [
      ...yearly.groups,
      {
        ...yearly.groups[1],
        code: 'third',
        weighting: { method: 'given', weights: [0] },
        leaves: [{ ...half, code: 'unheard', measure: 'unheard-of' }],
      },
    ],
  };
  const answer = await town.office.put(`${api}/schemes/yearly`, { scheme: wrong });
  expect(codeOf(answer)).toEqual([422, 'performance.scheme-refused']);
  const codes = answer.json<ProblemBody>().errors?.map(({ code }) => code);
  expect(codes).toEqual(
    expect.arrayContaining([
      'performance.unit-unknown',
      'performance.inconsistent',
      'performance.measure-unknown',
      'performance.weights-count',
    ]),
  );
  const checked = await town.office.post(`${api}/schemes/check`, { scheme: yearly });
  const { faults, weights } = checked.json<{ faults: unknown[]; weights: { consistencyRatio: number }[] }>();
  expect(faults).toEqual([]);
  expect(weights[0]?.consistencyRatio).toBe(0);
  expect(codeOf(await town.worker(one).put(`${api}/schemes/yearly`, { scheme: yearly }))[0]).toBe(403);
});

test('units show evidence by a task, the office scores it, and nothing is published before', async () => {
  await town.define(yearly);
  expect((await town.office.post(`${api}/schemes/yearly/open`)).statusCode).toBe(200);
  expect(codeOf(await town.office.put(`${api}/schemes/yearly`, { scheme: yearly }))).toEqual([
    409,
    'performance.under-way',
  ]);
  const worker = town.worker(one);
  expect(await town.tasks(worker)).toEqual([
    expect.objectContaining({ kind: 'performance.evidence', count: 1, dueAt: expect.any(String) }),
  ]);
  const shown = { evidence: '全年服务窗口延时开放 41 天，见附表。', selfScore: 95 };
  const path = `${api}/judgements/yearly.${one}.service/submit`;
  expect((await town.worker(other).post(path, shown)).statusCode).toBe(404);
  const bad = await worker.upload(attachments, '附表.pdf', 'MZ\u0090\u0000 not a paper');
  expect(codeOf(bad)).toEqual([422, 'documents.file-unknown']);
  const file = await handIn(worker, '附表.pdf');
  const foreign = await handIn(town.worker(other), '别人的.pdf');
  expect(codeOf(await worker.post(path, { ...shown, attachments: [file, foreign] }))).toEqual([
    422,
    'documents.attachment-not-yours',
  ]);
  expect(codeOf(await worker.post(path, { ...shown, attachments: ['no-such'] }))).toEqual([
    422,
    'documents.attachment-not-yours',
  ]);
  expect((await worker.post(path, { ...shown, attachments: [file] })).statusCode).toBe(200);
  // Handed in again with other words, its files stay.
  expect((await worker.post(path, shown)).statusCode).toBe(200);
  const opened = `${api}/judgements/yearly.${one}.service/files/${file}`;
  const seen = await town.office.get(opened);
  expect([seen.statusCode, seen.body]).toEqual([200, pdf]);
  expect((await town.worker(other).get(opened)).statusCode).toBe(404);
  expect(await town.tasks(worker)).toEqual([]);
  expect(codeOf(await town.office.post(`${api}/schemes/yearly/publish`, {}))).toEqual([
    409,
    'performance.unscored',
  ]);
  await town.score(`yearly.${one}.service`, 80);
  await town.score(`yearly.${other}.service`, 60);
  const taken = { unit: other, adjustment: 'late', points: 2, reason: '年报迟交两天。' };
  expect((await town.office.post(`${api}/schemes/yearly/adjustments`, taken)).statusCode).toBe(200);
  expect(
    codeOf(await town.office.post(`${api}/schemes/yearly/adjustments`, { ...taken, points: 4 })),
  ).toEqual([422, 'performance.too-many-points']);
});

test('a result has totals and places with their ranges; a card opens down to the measure', async () => {
  const published = await town.office.post(`${api}/schemes/yearly/publish`, {});
  expect(published.statusCode, published.body).toBe(200);
  const { id } = published.json<{ id: string }>();
  const found = await table(id);
  // In time: 9 of 10 against 5 of 10, floor 0, target 100, weight 3/4; service 80 and 60, 1/4; two points off.
  expect(found.rows.map(({ unit, place }) => [unit, place])).toEqual([
    [one, 1],
    [other, 2],
  ]);
  expect(found.rows[0]?.total).toBeCloseTo(0.75 * 90 + 0.25 * 80, 9);
  expect(found.rows[1]?.total).toBeCloseTo(0.75 * 50 + 0.25 * 60 - 2, 9);
  expect(found.rows[0]).toMatchObject({ placeLow: 1, placeHigh: 1, beforeNext: 1, open: true });
  const own = await card(id, one);
  expect(own.card.leaves[0]).toMatchObject({
    raw: 90,
    base: 10,
    rowsPath: '/indicators/measures/answered-in-time/rows?where=unit%3A330281-wsj&period=2026',
  });
  expect(own.card.leaves[1]).toMatchObject({
    selfScore: 95,
    score: 80,
    evidence: expect.stringContaining('41'),
    files: [{ id: expect.any(String), name: '附表.pdf' }],
  });
});

test('a unit sees its own card whole and of the others what is published', async () => {
  const worker = town.worker(one);
  const found = await table('yearly.1', worker);
  expect(found.rows.map(({ open, scores }) => [open, scores === null])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(codeOf(await worker.get(`${api}/results/yearly.1/cards/${other}`))).toEqual([
    403,
    'performance.others-card',
  ]);
  expect((await worker.get(`${api}/results/yearly.1/cards/${one}`)).statusCode).toBe(200);
  const judged = (await worker.get(`${api}/judgements`)).json<{ items: { unit: string }[] }>().items;
  expect(judged.map(({ unit }) => unit)).toEqual([one]);
});

test('late rows make a new version with its reason; a change of place is explained to the last point', async () => {
  expect(codeOf(await town.office.post(`${api}/schemes/yearly/publish`, {}))).toEqual([
    422,
    'performance.reason-needed',
  ]);
  await town.answer(one, '2026-10', { inTime: 0, late: 20 });
  await town.until('answered-in-time', one, 30);
  const again = await town.office.post(`${api}/schemes/yearly/publish`, { reason: '补报的受理记录已到。' });
  expect(again.json<{ id: string }>().id).toBe('yearly.2');
  expect((await table('yearly.1')).result.inForce).toBe(false);
  expect((await table('yearly.1')).rows[0]?.unit).toBe(one);
  const changeOf = async (id: string) =>
    (await town.leader.get(`${api}/results/${id}/cards/${one}/change`)).json<{ told: Explanation | null }>()
      .told;
  const told = await changeOf('yearly.2');
  if (!told) throw new Error('nothing told');
  expect([told.earlier.place, told.later.place]).toEqual([1, 2]);
  const moved = told.effects.reduce((sum, each) => sum + each.byScore + each.byWeight + each.byAdjustment, 0);
  expect(moved).toBeCloseTo(told.later.total - told.earlier.total, 9);
  expect(told.effects[0]).toMatchObject({ criterion: 'in-time', was: { value: 90 }, is: { value: 30 } });
  expect(told.passings).toEqual([expect.objectContaining({ unit: other, places: 1, moved: 0 })]);
  expect(await changeOf('yearly.1')).toBeNull();
});

test('a unit appeals in time with evidence; upheld, a new version stands and the earlier stays', async () => {
  const worker = town.worker(other);
  const path = `${api}/results/yearly.2/cards/${other}/appeal`;
  const said = { criterion: 'service', claim: '漏计了延时服务。', evidence: '延时服务台账一份。' };
  expect(codeOf(await town.worker(one).post(path, said))).toEqual([403, 'performance.not-unit']);
  expect(codeOf(await worker.post(path.replace('yearly.2', 'yearly.1'), said))).toEqual([
    409,
    'performance.appeal-over',
  ]);
  const file = await handIn(worker, '台账.pdf');
  const foreign = await handIn(town.worker(one), '别人的.pdf');
  expect(codeOf(await worker.post(path, { ...said, attachments: [foreign] }))).toEqual([
    422,
    'documents.attachment-not-yours',
  ]);
  const answer = await worker.post(path, { ...said, attachments: [file] });
  expect(answer.statusCode, answer.body).toBe(200);
  const filed = answer.json<{ id: string }>().id;
  expect(codeOf(await worker.post(path, said))).toEqual([409, 'performance.appealed']);
  expect(await town.tasks(town.office)).toContainEqual(
    expect.objectContaining({ kind: 'performance.appeal' }),
  );
  const shown = `${api}/appeals/${filed}`;
  const more = { evidence: '延时服务台账一份，照片一张。' };
  expect((await town.worker(one).post(`${shown}/evidence`, more)).statusCode).toBe(404);
  expect(codeOf(await town.office.post(`${shown}/evidence`, more))[0]).toBe(403);
  expect(codeOf(await worker.post(`${shown}/evidence`, { ...more, attachments: [file, foreign] }))).toEqual([
    422,
    'documents.attachment-not-yours',
  ]);
  const evidenceOf = `yearly.${one}.service`;
  const taken = (await town.office.get(`${api}/judgements/${evidenceOf}`)).json<{
    files: { id: string }[];
  }>();
  // What belongs to somebody's evidence does not come to an appeal, nor the other way round.
  const theirs = { ...more, attachments: taken.files.map(({ id }) => id) };
  expect(codeOf(await worker.post(`${shown}/evidence`, theirs))).toEqual([
    422,
    'documents.attachment-not-yours',
  ]);
  const photo = await handIn(worker, '照片.pdf');
  expect((await worker.post(`${shown}/evidence`, { ...more, attachments: [file, photo] })).statusCode).toBe(
    200,
  );
  // Said anew in other words, its files stay.
  expect((await worker.post(`${shown}/evidence`, more)).statusCode).toBe(200);
  expect((await town.office.get(shown)).json()).toMatchObject({
    ...more,
    files: [
      { id: file, name: '台账.pdf' },
      { id: photo, name: '照片.pdf' },
    ],
  });
  for (const by of [worker, town.office]) expect((await by.get(`${shown}/files/${photo}`)).body).toBe(pdf);
  expect((await town.worker(one).get(`${shown}/files/${photo}`)).statusCode).toBe(404);
  expect((await worker.get(`${api}/judgements/yearly.${other}.service/files/${photo}`)).statusCode).toBe(404);
  const decide = `${shown}/decide`;
  const upheld = { upheld: true, why: '台账属实。' };
  expect(codeOf(await town.office.post(decide, upheld))).toEqual([422, 'performance.score-needed']);
  const before = (await card('yearly.2', other)).card.total;
  const decided = await town.office.post(decide, { ...upheld, score: 80 });
  expect(decided.json(), decided.body).toEqual({ newResult: 'yearly.3' });
  expect((await card('yearly.3', other)).card.total).toBeCloseTo(before + 0.25 * 20, 9);
  expect((await card('yearly.2', other)).card.total).toBe(before);
  expect(codeOf(await town.office.post(decide, { upheld: false, why: '再看一次。' }))).toEqual([
    409,
    'performance.decided',
  ]);
  expect(codeOf(await worker.post(`${shown}/evidence`, { ...more, attachments: [file] }))).toEqual([
    409,
    'performance.decided',
  ]);
  expect((await town.office.get(shown)).json()).toMatchObject({ files: [{ id: file }, { id: photo }] });
  const points = `${api}/results/yearly.3/cards/${other}/appeal`;
  const second = (await worker.post(points, { ...said, criterion: 'late' })).json<{ id: string }>().id;
  const rejected = await town.office.post(`${api}/appeals/${second}/decide`, {
    upheld: false,
    why: '迟报属实。',
  });
  expect(rejected.json()).toEqual({ newResult: null });
  town.clock.set('2026-11-24T02:00:00.000Z');
  expect(codeOf(await worker.post(points, { ...said, criterion: 'in-time' }))).toEqual([
    409,
    'performance.appeal-over',
  ]);
  town.clock.set('2026-11-10T02:00:00.000Z');
});

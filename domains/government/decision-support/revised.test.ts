import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import { lockRow } from '#kernel/record-server';
import { evaluateRules } from './jobs.ts';
import { Warning } from './records.ts';
import { limits, requests, Watch, type WarningRow } from './testing/watching.ts';
import { evaluateRule } from './warnings/evaluate.ts';
import { change } from './warnings/warning.ts';

/** What is judged again: raised higher after it was closed, revised down, and what may not be told. */

const api = '/api/decision-support';
let watch: Watch;
let twice: string[];
beforeAll(async () => {
  watch = await Watch.open('2026-11-10T02:00:00.000Z');
  await watch.ask('2026-07', 2);
  await watch.ask('2026-09', 12);
  await watch.until(
    () => watch.counted('2026-09'),
    (value) => value === 12,
  );
  await watch.define(limits);
});
afterAll(() => watch.city.close());

const standing = async (query = ''): Promise<WarningRow> => {
  const [warning] = await watch.until(
    () => watch.warnings(`standing=true${query}`),
    ({ length }) => length > 0,
  );
  if (!warning) throw new Error('no warning');
  return warning;
};
const judged = async (id: string, verdict: string): Promise<void> => {
  const answer = await watch.worker.post(`${api}/warnings/${id}/judge`, { verdict, reason: '核实' });
  expect(answer.statusCode, answer.body).toBe(200);
};
const titles = async (who = watch.keeper, query = '') =>
  (await who.get(`/api/tasks?${query}`))
    .json<{ items: { title: { en: string } }[] }>()
    .items.map(({ title }) => title.en);

test('raised again, its data’s owner is asked anew, and what was asked before is dropped', async () => {
  const { id } = await standing();
  await judged(id, 'data-error');
  expect(await titles()).toHaveLength(1);
  await watch.ask('2026-09', 13, { source: 'batch:more' });
  expect(await standing()).toMatchObject({ id, level: 'yellow', state: 'open' });
  expect(await titles()).toEqual([]);
  expect(await titles(watch.keeper, 'status=dropped')).toHaveLength(1);
  const answer = { mended: false, answer: '数据无误' };
  await judged(id, 'data-error');
  expect((await watch.keeper.post(`${api}/warnings/${id}/data-answer`, answer)).statusCode).toBe(200);
  // Answered the second time; raised and judged a third time it is asked and answered again.
  twice = await watch.ask('2026-09', 20, { source: 'batch:most' });
  expect(await standing()).toMatchObject({ id, level: 'red', value: 45 });
  expect((await watch.warning(id))['dataAnswer']).toBeNull();
  await judged(id, 'data-error');
  const again = await watch.keeper.post(`${api}/warnings/${id}/data-answer`, answer);
  expect([again.statusCode, again.json<Partial<ProblemBody>>().code]).toEqual([200, undefined]);
  expect(await titles()).toEqual([]);
});

test('mended it has the level that is left, and the next red is told', async () => {
  const [known] = await watch.warnings();
  if (!known) throw new Error('no warning');
  watch.clock.advance(60_000);
  await watch.move(twice, '2026-11', 'batch:mended');
  const mended = await watch.until(
    () => watch.warning(known.id),
    ({ value }) => value === 25,
  );
  expect(mended).toMatchObject({ level: 'yellow', state: 'closed' });
  // How good warnings were is counted by what people judged, which was a red one.
  const { items } = (await watch.worker.get(`${api}/quality`)).json<{ items: { rule: string }[] }>();
  expect(items.find(({ rule }) => rule === limits.code)).toMatchObject({
    dataErrors: 1,
    byLevel: [{ level: 'red', raised: 1 }],
  });
  await watch.ask('2026-10', 45, { source: 'batch:october' });
  expect(await standing()).toMatchObject({ id: known.id, level: 'red', period: '2026-09 – 2026-10' });
  expect(await titles(watch.worker)).toEqual(['Red (level I) warning: Many requests: North']);
});

const kept = (code: string) => ({
  ...limits,
  code,
  measure: 'requests-kept',
  since: '2026-08-01',
  title: { zh: '保密', en: 'Kept' },
});

test('of a measure with values withheld a warning tells no number, and what becomes hidden is not gone', async () => {
  const own = { ...requests, code: 'requests-kept', secrecy: { least: 3 } };
  const saved = await watch.office.put('/api/indicators/measures/requests-kept', own);
  expect(saved.statusCode, saved.body).toBe(200);
  const rows = await watch.ask('2026-08', 12, { desk: 'south', source: 'batch:south' });
  await watch.define(kept('kept'));
  const both = await watch.until(
    () => watch.warnings('rule=kept&standing=true'),
    ({ length }) => length === 2,
  );
  const [south, north] = both.toSorted((one, other) =>
    String(other['titleEn']).localeCompare(String(one['titleEn'])),
  );
  if (!south || !north) throw new Error('no warnings');
  const numbers = (warning: WarningRow) =>
    (warning['points'] as { value: unknown; level: unknown }[]).map(({ value, level }) => [value, level]);
  expect(north['value'] ?? null).toBeNull();
  expect(numbers(await watch.warning(north.id))).toEqual([
    [null, 'yellow'],
    [null, 'red'],
  ]);
  // Whoever may see it is shown it on the page, as the measure itself shows it.
  const { points } = (await watch.worker.get(`${api}/warnings/${north.id}/series`)).json<{
    points: { period: string; value: number | null }[];
  }>();
  expect(points.at(-1)).toMatchObject({ period: '2026-10', value: 45 });
  await watch.move(rows.slice(4), '2026-11', 'batch:less');
  const gone = await watch.until(
    () => watch.warning(south.id),
    ({ state }) => state === 'withdrawn',
  );
  expect(gone['takenBackEn']).toBe('Within the limits after a revision of 2026-08 (by: batch:less).');

  // Two of the south in October: hidden, and the north with them, or the sum would tell.
  await watch.ask('2026-10', 2, { desk: 'south', source: 'batch:few' });
  await watch.until(
    async () =>
      (await watch.worker.get(`${api}/warnings/${north.id}/series`)).json<{
        points: { value: number | null }[];
      }>().points,
    (shown) => shown.at(-1)?.value === null,
  );
  const context = watch.office.context();
  const job = await context.startJob(context.db, evaluateRules, {}, { actor: watch.office.actor });
  expect((await watch.city.finished(job)).status).toBe('done');
  expect(await watch.warning(north.id)).toMatchObject({ state: 'open', level: 'red' });
});

test('a judging waits for whoever is closing a warning, and takes it as they leave it', async () => {
  await watch.until(
    () => watch.warnings('rule=many-requests&state=withdrawn'),
    (found) => found.some(({ period }) => period === '2026-08'),
  );
  const rows = await watch.ask('2026-09', 12, { desk: 'south', source: 'batch:busy' });
  const { id } = (
    await watch.until(
      () => watch.warnings('rule=many-requests&standing=true'),
      (found) => found.some(({ titleEn }) => titleEn === 'Many requests: South'),
    )
  ).find(({ titleEn }) => titleEn === 'Many requests: South') as WarningRow;
  const context = watch.office.context();
  const [locked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const closing = context.transaction(async (tx) => {
    const warning = await lockRow(context, tx, Warning, id);
    locked.resolve();
    await go.promise;
    if (!warning) throw new Error('no warning');
    await change(context, tx, warning, {
      state: 'closed',
      standing: false,
      verdict: 'false',
      what: 'closed',
    });
  });
  await locked.promise;
  await watch.move(rows, '2026-11', 'batch:gone');
  await watch.until(
    () => watch.counted('2026-09', 'south'),
    (value) => value === 0,
  );
  const judging = evaluateRule(context, 'many-requests');
  // Time enough to have read the warning and to stand before its lock.
  await new Promise((resolve) => setTimeout(resolve, 500));
  go.resolve();
  await Promise.all([closing, judging]);
  const left = await watch.warning(id);
  expect(left).toMatchObject({ state: 'closed', standing: false, verdict: 'false' });
  expect(left['takenBackEn']).toContain('2026-09 was 12 and is 0');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import { limits, Watch, type WarningRow } from './testing/watching.ts';

/** What is judged again: raised higher after it was closed, revised down, and what may not be told. */

const api = '/api/decision-support';
let watch: Watch;
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
  await watch.ask('2026-09', 20, { source: 'batch:most' });
  expect(await standing()).toMatchObject({ id, level: 'red', value: 45 });
  expect((await watch.warning(id))['dataAnswer']).toBeNull();
  await judged(id, 'data-error');
  const again = await watch.keeper.post(`${api}/warnings/${id}/data-answer`, answer);
  expect([again.statusCode, again.json<Partial<ProblemBody>>().code]).toEqual([200, undefined]);
  expect(await titles()).toEqual([]);
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Standing } from './contract.ts';
import { localToken } from './node/status.ts';
import { insured, openCitySide, openNodeSide, type CitySide, type NodeSide } from './testing/pair.ts';

// A dataset that is kept at both ends: the department changes rows at its node, the city's office changes rows too.
let there: CitySide;
let here: NodeSide;
let token: string;

const insuredAs = (number: number, name: string) => insured(1, number).replace('试验', name);

async function deliver(text: string): Promise<void> {
  // Nothing of the same instant: the later word counts.
  there.clock.advance(1000);
  const put = await there.office.upload('/api/ingestion/datasets/rsj-insured/batches', 'rows.csv', text);
  expect(put.statusCode, put.body).toBe(200);
  const { import: id, mapping } = put.json<{
    import: string;
    mapping: { field: string; header: string | null }[];
  }>();
  const ran = await there.office.post(`/api/ingestion/batches/${id}/run`, {
    mapping: Object.fromEntries(mapping.map(({ field, header }) => [field, header])),
  });
  expect(ran.statusCode, ran.body).toBe(200);
  await vi.waitFor(
    async () => {
      const { status } = (await there.office.get(`/api/ingestion/batches/${id}`)).json<{ status: string }>();
      expect(status).toMatch(/^(checked|joined)$/);
    },
    { timeout: 40_000, interval: 50 },
  );
}

beforeAll(async () => {
  there = await openCitySide();
  await there.register('rsj', { shared: ['rsj-insured'] });
  here = await openNodeSide(there.clock, { address: there.address, code: await there.invite('rsj') });
  token = await localToken(here.context);
});
beforeAll(() => deliver(insured(3)));
afterAll(async () => {
  await here.node.close();
  await there.city.close();
});

interface Local {
  key: string;
  version: number;
  state: string;
  values: Record<string, string | null>;
}
const asking = () => ({ purpose: '核对', headers: { authorization: `Bearer ${token}` } });
const rowsHere = async () =>
  (await here.node.stranger.get('/api/nodes/shared/rsj-insured/rows', asking())).json<{ items: Local[] }>()
    .items ?? [];
const namesHere = async () => {
  there.clock.advance(1000);
  await here.call();
  return (await rowsHere()).map(({ key, values, state }) => `${key} ${values['name']} ${state}`);
};
const change = (key: string, name: string) =>
  here.node.stranger.put(`/api/nodes/shared/rsj-insured/rows/${key}`, { values: { name } }, asking());
const standing = async () => (await there.office.get('/api/nodes/nodes/rsj/standing')).json<Standing>();
/** Names of the newest delivery of each key. */
const batches = async () =>
  (await there.office.get('/api/ingestion/batches')).json<{ items: { filename: string; status: string }[] }>()
    .items;
const within = { timeout: 12_000, interval: 150 };

test('what lies at the city comes to the node; a change at either end goes to the other', async () => {
  await expect.poll(namesHere, within).toEqual(['1 试验 same', '2 试验 same', '3 试验 same']);
  expect((await change('1', '甲')).statusCode).toBe(200);
  expect((await rowsHere())[0]).toMatchObject({ state: 'changed', version: 1 });
  await deliver(insuredAs(2, '乙'));
  await expect.poll(namesHere, within).toEqual(['1 甲 same', '2 乙 same', '3 试验 same']);
  // It is a delivery like any: checked, and the rows of the dataset.
  await expect
    .poll(async () => (await batches()).filter(({ filename }) => filename.startsWith('rsj-')), within)
    .toMatchObject([{ status: expect.stringMatching(/^(checked|joined)$/) as string }]);
  expect((await standing()).conflicts).toEqual([]);
  const [first] = await rowsHere();
  expect(first?.values).toMatchObject({ name: '甲', insuranceNumber: '1' });
});

test('both changed one row: the provider’s word counts, and both values and the decision stand in the log', async () => {
  await change('3', '丙在部门');
  await deliver(insuredAs(3, '丙在城市'));
  await expect.poll(namesHere, within).toEqual(['1 甲 same', '2 乙 same', '3 丙在部门 same']);
  const { conflicts } = await standing();
  expect(conflicts).toMatchObject([
    { dataset: 'rsj-insured', base: 1, version: 3, decided: 'node', nodeOwner: '330281-rsj' },
  ]);
  // Personal values are masked in the log.
  expect(conflicts[0]?.fields).toMatchObject([{ field: 'name' }]);
  expect(JSON.stringify(conflicts)).not.toContain('丙在');
  const { conflictsOf } = await import('./log/shared-store.ts');
  expect(await conflictsOf(here.context.db, 'rsj', 10)).toMatchObject([
    { key: '3', decided: 'node', nodeValues: { name: '丙在部门' }, cityValues: { name: '丙在城市' } },
  ]);
});

test('where the city’s word counts the node gets it back; both the same is no conflict', async () => {
  const { meta } = (await there.office.get('/api/nodes/nodes/rsj')).json<{ meta: { revision: number } }>();
  const changed = await there.office.patch('/api/nodes/nodes/rsj', {
    revision: meta.revision,
    values: { authority: 'city' },
  });
  expect(changed.statusCode, changed.body).toBe(200);
  await change('1', '丁在部门');
  await change('2', '戊');
  await deliver(insuredAs(1, '丁在城市'));
  await deliver(insuredAs(2, '戊'));
  await expect.poll(namesHere, within).toEqual(['1 丁在城市 same', '2 戊 same', '3 丙在部门 same']);
  const { conflicts } = await standing();
  expect(conflicts).toHaveLength(2);
  expect(conflicts[0]).toMatchObject({ decided: 'city' });
});

test('what is not kept here is not there; a dataset of another is not kept at both ends', async () => {
  const foreign = await here.node.stranger.get('/api/nodes/shared/scjg-company/rows', asking());
  expect(foreign.statusCode).toBe(404);
  const made = await there.office.post('/api/nodes/nodes', {
    code: 'upper',
    titleZh: '上级',
    titleEn: 'Upper',
    owner: '330281-jxj',
    role: 'upper',
    way: 'network',
    datasets: ['rsj-insured'],
    shared: ['rsj-insured'],
  });
  expect(made.statusCode).toBe(422);
});

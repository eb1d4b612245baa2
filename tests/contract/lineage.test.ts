import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { citizenIdCheck } from '#engines/identifiers';
import { modules } from '../../apps/server/modules.ts';
import { openLineageFaults } from '../setup/openlineage.ts';
import { handIn, throughTheHouse } from './deliveries.ts';

const first17 = '00028119800102001';
const wang = first17 + citizenIdCheck(first17);
const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';
const city330281 = 'yaojiang://yuyao';
const dataset = (name: string): string => `dataset:${city330281}:${name}`;
const job = (name: string): string => `job:${city330281}:${name}`;

interface Graph {
  node: { title: { zh: string }; rows: number | null; owner: { code: string } | null };
  nodes: { id: string; stage: string }[];
  edges: { from: string; to: string }[];
  fields: { name: string; label: { en: string } | null; from: { dataset: string; field: string }[] }[];
  runs: { state: string; rows: number | null; problem: string | null }[];
}

let city: TestCity;
let office: Asker;

const graphOf = async (node: string, more = ''): Promise<Graph> => {
  const answer = await office.get(`/api/lineage/graph?node=${encodeURIComponent(node)}${more}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Graph>();
};

beforeAll(async () => {
  // Names of what is told carry the city's.
  city = await openTestCity({ modules, city: 'cities/yuyao' });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  const row = `1001,王小明,${wang},男性,1980/1/2,职工基本医疗保险,2005/3/1,模拟甲公司,15412345678,模拟路1号`;
  const preview = await handIn(office, {
    dataset: 'rsj-insured',
    filename: '参保.csv',
    bytes: `${header}\r\n${row}\r\n`,
  });
  await throughTheHouse(city, office, preview);
});
afterAll(() => city.close());

test('a register is followed back to the file that a department handed in, field by field', async () => {
  const { node, edges, fields, runs } = await graphOf(dataset('record/registers.person'), '&direction=up');
  expect(node.rows).toBe(1);
  expect(edges.map(({ from, to }) => [from, to])).toEqual(
    expect.arrayContaining([
      [dataset('department/330281-rsj/rsj-insured'), job('ingestion.collect-batch.rsj-insured')],
      [job('ingestion.collect-batch.rsj-insured'), dataset('lake/batches/rsj-insured')],
      [dataset('lake/batches/rsj-insured'), job('quality.check-batch.rsj-insured')],
      [job('quality.check-batch.rsj-insured'), dataset('lake/checked/rsj-insured')],
      [dataset('lake/checked/rsj-insured'), job('registers.join-batch.rsj-insured')],
      [job('registers.join-batch.rsj-insured'), dataset('record/registers.person')],
    ]),
  );
  expect(fields.find(({ name }) => name === 'citizenId')?.label?.en).toBe('Citizen identity number');
  expect(fields.find(({ name }) => name === 'citizenId')?.from).toEqual([
    { dataset: 'lake/checked/rsj-insured', field: 'citizenId' },
  ]);
  expect(runs[0]).toMatchObject({ state: 'COMPLETE', rows: 1, problem: null });
  const taken = await graphOf(dataset('lake/batches/rsj-insured'), '&direction=up');
  expect(taken.node.owner).toMatchObject({ code: '330281-rsj' });
  expect(taken.fields.find(({ name }) => name === 'citizenId')?.from).toEqual([
    { dataset: 'department/330281-rsj/rsj-insured', field: '身份证号码' },
  ]);
});

test('what joins the one register is not told of the other', async () => {
  const { nodes } = await graphOf(dataset('record/registers.person'), '&direction=up');
  expect(nodes.map(({ id }) => id).join()).not.toContain('company');
});

test('a figure of the cockpit opens down to the file', async () => {
  const source = await graphOf(dataset('department/330281-rsj/rsj-insured'), '&direction=down');
  const figures = source.nodes.filter(({ stage }) => stage === 'indicator');
  expect(figures.map(({ id }) => id)).toContain(dataset('indicator/persons-registered'));
  const figure = await graphOf(dataset('indicator/persons-registered'), '&direction=up');
  expect(figure.nodes.map(({ id }) => id)).toContain(dataset('department/330281-rsj/rsj-insured'));
});

test('a file that was handed over on a medium is followed back to its slip, and the slip to what became of it', async () => {
  const li = '00028119800102003';
  const text = `${header}\r\n2001,李四,${li + citizenIdCheck(li)},男性,1980/1/2,职工基本医疗保险,2005/3/1,模拟甲公司,15412345679,模拟路2号`;
  const path = '/api/handover/hand-overs';
  const made = await office.post(path, {
    number: 'GA-L-001',
    dataset: 'rsj-insured',
    courier: '张送',
    handedOn: '2026-11-02',
    mediumKind: 'optical-disc',
    mediumNumber: 'M-L-1',
    sealState: 'intact',
    sealNumber: 'S-L-1',
    statedDigest: createHash('sha256').update(text).digest('hex'),
    statedRows: 1,
    purpose: '更新参保登记',
    legalBasis: '《政务数据共享条例》第二十条',
  });
  expect(made.statusCode, made.body).toBe(200);
  const read = await office.upload(`${path}/GA-L-001/file`, 'GA-L-001.csv', text);
  expect(read.json(), read.body).toMatchObject({ state: 'taken', batch: expect.any(String) });
  const { batch } = read.json<{ batch: string }>();
  const status = async () =>
    (await office.get(`/api/ingestion/batches/${batch}`)).json<{ status: string }>().status;
  await expect.poll(status, { timeout: 60_000 }).toBe('joined');
  const slip = dataset('hand-over/GA-L-001');
  const up = await graphOf(dataset('record/registers.person'), '&direction=up');
  expect(up.edges).toContainEqual(
    expect.objectContaining({ from: slip, to: job('ingestion.collect-batch.rsj-insured') }),
  );
  const down = await graphOf('hand-over/GA-L-001', '&direction=down');
  expect(down.node).toMatchObject({
    title: { zh: '交接单 GA-L-001' },
    owner: { code: '330281-rsj' },
  });
  expect(down.nodes.map(({ id }) => id)).toContain(dataset('record/registers.person'));
});

test('another system that reads our data says nothing new about them', async () => {
  // What the city itself still does with the delivery is told too.
  await city.atRest();
  const before = await graphOf(dataset('record/registers.person'));
  const event = {
    eventTime: new Date().toISOString(),
    producer: 'urn:yaojiang:platform',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    eventType: 'COMPLETE',
    run: { runId: '0190a3c5-0000-7000-8000-000000000009' },
    job: { namespace: 'warehouse', name: 'nightly' },
    inputs: [{ namespace: city330281, name: 'record/registers.person' }],
    outputs: [{ namespace: 'warehouse', name: 'mart' }],
  };
  expect((await office.post('/api/lineage/events', event)).statusCode).toBe(200);
  const ours = { ...event, job: { namespace: city330281, name: 'registers.join-batch.rsj-insured' } };
  expect((await office.post('/api/lineage/events', ours)).json().code).toBe('lineage.own-namespace');
  const after = await graphOf(dataset('record/registers.person'));
  expect(after.node).toEqual(before.node);
  expect(after.nodes.map(({ id }) => id)).toContain('dataset:warehouse:mart');
});

interface Told {
  event: { eventType: string; run: { runId: string }; job: { namespace: string } };
}

test('read again, nothing is told twice; each run has its START and its end', async () => {
  const all = async (): Promise<Told[]> => {
    const { items } = (await office.get('/api/lineage/events?limit=500')).json<{ items: Told[] }>();
    return items.filter(({ event }) => event.job.namespace === city330281);
  };
  const first = await all();
  const runs = Map.groupBy(first, ({ event }) => event.run.runId);
  expect(runs.size).toBeGreaterThan(3);
  for (const events of runs.values())
    expect(events.map(({ event }) => event.eventType)).toEqual(['START', 'COMPLETE']);
  expect((await all()).slice(0, first.length)).toEqual(first);
});

test('every event that is served keeps the schema that OpenLineage publishes, those of another system with it', async () => {
  const { items } = (await office.get('/api/lineage/events?limit=500')).json<{ items: Told[] }>();
  for (const { event } of items) expect(openLineageFaults(event), JSON.stringify(event)).toEqual([]);
  const facets = new Set(
    items.flatMap(({ event }) =>
      [...JSON.stringify(event).matchAll(/facets\/[\d-]+\/(\w+)/g)].map((each) => each[1]),
    ),
  );
  expect([...facets].toSorted()).toEqual(
    expect.arrayContaining(['ColumnLineageDatasetFacet', 'OwnershipDatasetFacet', 'SchemaDatasetFacet']),
  );
});

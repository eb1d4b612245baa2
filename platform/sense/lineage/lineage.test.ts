import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EndedJob } from '#kernel/lineage';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { organisationsModule } from '#platform/base/organisations';
import module from './module.ts';
import { facetUrls, OpenLineageEvent } from './openlineage.ts';
import { openLineageFaults } from '../../../tests/setup/openlineage.ts';
import { eventsOf, partId } from './to-openlineage.ts';

let city: TestCity;
let office: Asker;
let tool: Asker;
beforeAll(async () => {
  city = await openTestCity({ modules: [codesModule, organisationsModule, module] });
  office = city.as({ id: 'office', grants: { 'lineage:read': 'city' } });
  tool = city.as({ id: 'tool', grants: { 'lineage:write': 'city' } });
});
afterAll(() => city.close());

const told = (more: object) => ({
  eventTime: '2017-06-01T08:00:00Z',
  producer: 'https://example.org/warehouse',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  eventType: 'COMPLETE',
  run: { runId: '0190a3c5-0000-7000-8000-000000000001' },
  job: { namespace: 'warehouse', name: 'nightly' },
  inputs: [{ namespace: 'warehouse', name: 'a' }],
  outputs: [{ namespace: 'warehouse', name: 'b' }],
  ...more,
});
const from = (version: string, of: string) => ({
  _producer: 'https://example.org/warehouse',
  _schemaURL: `https://openlineage.io/spec/facets/${version}/${of}.json#/$defs/${of}`,
});
const rows = (rowCount: number) => ({
  namespace: 'warehouse',
  name: 'b',
  outputFacets: {
    outputStatistics: { ...from('1-0-2', 'OutputStatisticsOutputDatasetFacet'), rowCount },
  },
});
const send = (event: object) => tool.post('/api/lineage/events', event);
const graph = async (node: string) =>
  (await office.get(`/api/lineage/graph?node=${encodeURIComponent(node)}`)).json();

test('another system tells of its work; told twice it is one, told late it undoes nothing', async () => {
  const first = (await send(told({ outputs: [rows(7)] }))).json();
  expect(first).toMatchObject({ known: false });
  expect((await send(told({ outputs: [rows(7)] }))).json()).toEqual({ ...first, known: true });
  const late = told({
    eventTime: '2017-05-01T08:00:00Z',
    run: { runId: '0190a3c5-0000-7000-8000-000000000002' },
    outputs: [rows(3)],
    inputs: [{ namespace: 'warehouse', name: 'old' }],
  });
  expect((await send(late)).statusCode).toBe(200);
  const { node, edges, runs } = await graph('dataset:warehouse:b');
  expect(node).toMatchObject({ rows: 7, stage: 'outside', at: '2017-06-01T08:00:00.000Z' });
  expect(edges.map((each: { from: string }) => each.from).toSorted()).toEqual([
    'dataset:warehouse:a',
    'dataset:warehouse:old',
    'job:warehouse:nightly',
  ]);
  expect(runs.map((run: { rows: number }) => run.rows)).toEqual([7, 3]);
});

test('a run that failed tells why, and what it would have written stays as it was', async () => {
  const facets = {
    errorMessage: {
      ...from('1-0-1', 'ErrorMessageRunFacet'),
      message: 'no disk',
      programmingLanguage: 'SQL',
    },
  };
  const failed = told({
    eventTime: '2017-06-02T08:00:00Z',
    eventType: 'FAIL',
    run: { runId: '0190a3c5-0000-7000-8000-000000000003', facets },
    outputs: [rows(0)],
  });
  await send(failed);
  const { node, nodes, runs } = await graph('dataset:warehouse:b');
  expect(node.rows).toBe(7);
  expect(runs[0]).toMatchObject({ state: 'FAIL', problem: 'no disk' });
  expect(nodes.find(({ kind }: { kind: string }) => kind === 'job').state).toBe('FAIL');
});

test('circles end where they began', async () => {
  await send(
    told({
      job: { namespace: 'c', name: 'x' },
      inputs: [{ namespace: 'c', name: '1' }],
      outputs: [{ namespace: 'c', name: '2' }],
    }),
  );
  await send(
    told({
      job: { namespace: 'c', name: 'y' },
      inputs: [{ namespace: 'c', name: '2' }],
      outputs: [{ namespace: 'c', name: '1' }],
    }),
  );
  const { nodes, edges, cut } = await graph('dataset:c:1');
  expect([nodes.length, edges.length, cut]).toEqual([4, 4, false]);
});

test('what the standard requires is asked for; what nobody may tell or see is refused', async () => {
  for (const bad of [
    told({ eventTime: 'yesterday' }),
    told({ job: undefined }),
    told({ run: undefined, dataset: { namespace: 'c', name: '1' } }),
    told({ run: { runId: 'seven' } }),
    told({ inputs: [{ namespace: 'c' }] }),
    told({ eventType: 'DONE' }),
  ])
    expect((await send(bad)).statusCode, JSON.stringify(bad)).toBe(400);
  expect((await send(told({ eventTime: '2999-01-01T00:00:00Z' }))).json().code).toBe('lineage.future-event');
  expect((await office.post('/api/lineage/events', told({}))).statusCode).toBe(403);
  expect((await tool.get('/api/lineage/nodes')).statusCode).toBe(403);
  expect((await office.get('/api/lineage/graph?node=dataset:none:none')).statusCode).toBe(404);
});

test('nodes are found by words and by their place, page after page', async () => {
  const found = (await office.get('/api/lineage/nodes?q=NIGHT')).json();
  expect(found.items.map(({ id }: { id: string }) => id)).toEqual(['job:warehouse:nightly']);
  const first = (await office.get('/api/lineage/nodes?stage=outside&limit=2')).json();
  const second = (
    await office.get(`/api/lineage/nodes?stage=outside&limit=2&after=${encodeURIComponent(first.next)}`)
  ).json();
  const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
  expect([new Set(ids).size, first.total.value]).toEqual([4, 5]);
});

// Changes of an event, by the path of what is changed; undefined takes it away.
const changes: readonly (readonly [string, unknown])[] = [
  ['eventTime', '2017-06-01T08:00Z'],
  ['eventTime', '2017-06-01'],
  ['eventTime', '2017-06-01T08:00:00.123+08:00'],
  ['producer', 'us'],
  ['producer', ''],
  ['producer', undefined],
  ['producer', 'urn:bureau:etl'],
  ['producer', 'http://a b'],
  ['producer', 'https://例.cn/'],
  ['producer', 'https://[::1'],
  ['producer', 'x:%zz'],
  ['producer', 'a#b#c:'],
  ['schemaURL', 's'],
  ['schemaURL', undefined],
  ['eventType', undefined],
  ['eventType', 'DONE'],
  ['eventType', 'OTHER'],
  ['run', undefined],
  ['run.runId', 'seven'],
  ['run.runId', undefined],
  ['run.facets', { nominalTime: { _producer: 'urn:a' } }],
  ['run.facets', { own: { _producer: 'urn:a', _schemaURL: 'urn:b', more: [1] } }],
  ['job', undefined],
  ['job.name', undefined],
  ['job.name', 7],
  ['job.facets', []],
  ['inputs', undefined],
  ['inputs', {}],
  ['inputs', [{ namespace: 'a' }]],
  ['outputs', [{ namespace: 'a', name: 'b', outputFacets: { x: { _producer: 'p', _schemaURL: 'urn:s' } } }]],
  ['outputs', [{ namespace: 'a', name: 'b', facets: { x: { _producer: 'urn:p', _schemaURL: 's' } } }]],
  ['dataset', { namespace: 'a', name: 'b' }],
  ['more', { of: 'it' }],
];
const changed = ([path, value]: readonly [string, unknown]): object => {
  const event = structuredClone(told({ outputs: [rows(1)] })) as Record<string, unknown>;
  const [first = '', second] = path.split('.');
  const place = second === undefined ? event : (event[first] as Record<string, unknown>);
  if (value === undefined) delete place[second ?? first];
  else place[second ?? first] = value;
  return event;
};

test('whatever is taken here is such as the published schema of OpenLineage 2-0-2 asks for', () => {
  expect(openLineageFaults(told({ outputs: [rows(1)] }))).toEqual([]);
  const taken = changes.filter((each) => OpenLineageEvent.safeParse(changed(each)).success);
  for (const each of taken) expect(openLineageFaults(changed(each)), JSON.stringify(each)).toEqual([]);
  expect(taken.length).toBeGreaterThan(5);
  const refused = changes.filter((each) => openLineageFaults(changed(each)).length > 0);
  expect(refused.length).toBeGreaterThan(15);
});

test('the schemas of the facets say what is wrong in one, its version among it', () => {
  const faultsOf = (facet: object) =>
    openLineageFaults(told({ outputs: [{ namespace: 'a', name: 'b', outputFacets: facet }] }));
  const url = from('1-0-2', 'OutputStatisticsOutputDatasetFacet');
  expect(faultsOf({ outputStatistics: { ...url, rowCount: 'many' } })).toHaveLength(1);
  expect(faultsOf({ statistics: { ...url, rowCount: 1 } })).toHaveLength(1);
  expect(faultsOf({ outputStatistics: from('9-9-9', 'OutputStatisticsOutputDatasetFacet') })).toHaveLength(1);
  expect(faultsOf({ outputStatistics: { ...url, rowCount: 1 } })).toEqual([]);
});

const ended: EndedJob = {
  id: '0190a3c5-1111-7000-8000-000000000001',
  name: 'trial.work',
  title: { zh: '试验', en: 'Trial' },
  status: 'failed',
  input: {},
  data: null,
  startedAt: '2017-06-01T08:00:00.000Z',
  endedAt: '2017-06-01T08:01:00.000Z',
  problem: { zh: '没有地方了', en: 'no room' },
};

test('our own events are such as the standard asks for, and parts of a job have names of their own', () => {
  const dataset = {
    name: 'd',
    title: ended.title,
    kind: 'lake',
    owner: '330281-rsj',
    version: 'B1',
    fields: [{ name: 'f', type: 'text', label: ended.title, from: [{ dataset: 'e', field: 'g' }] }],
    assertions: [{ assertion: 'not-empty', column: 'f', success: false }],
    rows: 1,
    bytes: 20,
  } as const;
  const events = eventsOf('n', ended, { part: 'one', inputs: [dataset], outputs: [dataset] });
  for (const event of events) {
    expect(OpenLineageEvent.safeParse(event).error).toBeUndefined();
    expect(openLineageFaults(event)).toEqual([]);
  }
  const said = JSON.stringify(events);
  for (const url of Object.values(facetUrls)) expect(said).toContain(url);
  expect(events.map(({ eventType, job }) => [eventType, job?.name])).toEqual([
    ['START', 'trial.work.one'],
    ['FAIL', 'trial.work.one'],
  ]);
  // RFC 9562, appendix A.4: version 5 of "www.example.com" in the namespace of DNS.
  expect(partId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
  expect(partId(ended.id, undefined)).toBe(ended.id);
});

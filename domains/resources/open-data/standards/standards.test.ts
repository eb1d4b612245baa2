import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixturesOf } from '#testing';
import type { Column } from '../shapes.ts';
import { getCity, putCity, type VersionRow } from '../store.ts';
import { readVersion } from '../release/version-rows.ts';
import { openIt, openTown, restaurants, type Town } from '../testing/town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown({ PUBLIC_URL: 'https://open.example' });
  await openIt(town, town.colleague, restaurants());
}, 240_000);
afterAll(() => town.city.close());

const get = (url: string, headers: Record<string, string> = {}) => town.city.stranger.get(url, { headers });
const ckan = async (action: string, query = '') => (await get(`/api/3/action/${action}?${query}`)).json();

/** A folder with the official shapes of DCAT-AP (`releases/3.0.1` of SEMICeu/DCAT-AP); they are not ours to pass on. */
const official = fixturesOf('DCAT_AP_SHAPES');
const officialFiles = [
  'shacl/dcat-ap-SHACL.ttl',
  'shacl/ranges.ttl',
  'html/shacl/shapes.ttl',
  'html/shacl/range.ttl',
  'html/shacl/mdr-vocabularies.shape.ttl',
];

/** It asks for algorithms below https://spdx.org, where the vocabulary and the other shapes have http://spdx.org. */
const askedOtherwise = /terms#algorithm .*ChecksumAlgorithmRestriction/;

async function violations(data: string, shapes: string): Promise<string[]> {
  const validator = new Validator(new Store(new Parser().parse(shapes)));
  const report = await validator.validate(new Store(new Parser().parse(data)));
  return report.results
    .filter(({ severity }) => severity?.value.endsWith('#Violation'))
    .map(
      ({ focusNode, path: of, message }) =>
        `${focusNode?.value} ${of?.value} ${message.map(({ value }) => value).join()}`,
    );
}

test('the catalogue is Turtle that another reader reads, with all that DCAT-AP 3 makes mandatory', async () => {
  const answer = await get('/catalog.ttl');
  expect(answer.headers['content-type']).toBe('text/turtle; charset=utf-8');
  const own = await readFile(path.join(import.meta.dirname, '..', 'testing', 'mandatory.ttl'), 'utf8');
  expect(await violations(answer.body, own)).toEqual([]);
  const untitled = answer.body.replaceAll(/ {2}dct:title [^;]+;\n/g, '');
  expect((await violations(untitled, own)).length).toBeGreaterThan(2);
  expect((await get('/open-data/catalog.ttl')).body).toBe(answer.body);
});

test.skipIf(official === undefined || !existsSync(official))(
  'the catalogue breaks none of the official shapes of DCAT-AP 3.0.1',
  async () => {
    const turtle = (await get('/catalog.ttl')).body;
    for (const file of officialFiles) {
      const found = await violations(turtle, await readFile(path.join(official ?? '', file), 'utf8'));
      expect(
        found.filter((each) => !askedOtherwise.test(each)),
        file,
      ).toEqual([]);
    }
  },
);

test('JSON-LD says the same triples as Turtle, and both are asked for conditionally', async () => {
  const graph = (await get('/catalog.jsonld')).json<{
    '@context': Record<string, string>;
    '@graph': Record<string, unknown>[];
  }>();
  const said = graph['@graph'].flatMap(({ '@id': _id, ...rest }) => Object.values(rest).flat());
  const turtle = await get('/catalog.ttl');
  expect(said).toHaveLength(new Store(new Parser().parse(turtle.body)).size);
  const etag = String(turtle.headers['etag']);
  const held = await get('/catalog.ttl', { 'if-none-match': `"other", ${etag}` });
  expect([held.statusCode, held.body]).toEqual([304, '']);
  expect((await get('/catalog.jsonld', { 'if-none-match': etag })).statusCode).toBe(200);
});

test('/data.json holds what DCAT-US 1.1 requires of each dataset', async () => {
  const { conformsTo, dataset } = (await get('/data.json')).json();
  expect(conformsTo).toBe('https://project-open-data.cio.gov/v1.1/schema');
  expect(dataset).toEqual([
    expect.objectContaining({
      identifier: 'restaurants',
      accessLevel: 'public',
      modified: '2026-11-30T04:00:00.000Z',
      accrualPeriodicity: 'R/P1D',
      publisher: expect.objectContaining({ name: expect.any(String) }),
      contactPoint: expect.objectContaining({ hasEmail: expect.stringMatching(/^mailto:/) }),
      keyword: expect.arrayContaining(['消费维权', 'simulated']),
    }),
  ]);
  expect(dataset[0].distribution[0].downloadURL).toBe(
    'https://open.example/open-data/files/restaurants/1/restaurants.csv',
  );
});

test('CKAN: lists, shows, finds by q and fq, pages, orders and counts facets in its envelope', async () => {
  expect(await ckan('package_list')).toEqual({
    help: 'https://open.example/api/3/action/help_show?name=package_list',
    success: true,
    result: ['restaurants'],
  });
  expect((await get('/api/action/package_list')).json().result).toEqual(['restaurants']);
  const { result: shown } = await ckan('package_show', 'id=restaurants');
  expect(shown).toMatchObject({
    name: 'restaurants',
    isopen: true,
    num_resources: 4,
    organization: { name: '330281-scjg' },
    groups: [{ name: 'consumer-rights' }],
  });
  expect((await ckan('package_show', `id=${shown.id}`)).result.name).toBe('restaurants');
  const { result } = await ckan(
    'package_search',
    'q=餐饮&fq=organization:330281-scjg+AND+res_format:(CSV OR PDF)&facet.field=["organization","tags"]&rows=5&sort=metadata_modified desc',
  );
  expect(result).toMatchObject({
    count: 1,
    facets: { organization: { '330281-scjg': 1 } },
    results: [{ name: 'restaurants' }],
  });
  expect(result.search_facets.tags.items).toContainEqual({
    name: 'simulated',
    display_name: 'simulated',
    count: 1,
  });
  for (const [query, count] of [
    ['q=*:*', 1],
    ['q=', 1],
    ['fq=-organization:330281-scjg', 0],
    ['fq=groups:health', 0],
    ['q=restaur*', 1],
    ['q=title:"Restaurants"', 1],
    ['q=nothing', 0],
    ['start=1', 1],
    ['q=toString:x', 0],
    ['facet.field=["constructor"]', 1],
  ] as const)
    expect((await ckan('package_search', query)).result.count, query).toBe(count);
  expect((await ckan('package_search', 'sort=constructor desc')).error.__type).toBe('Search Query Error');
  for (const [name, least] of [
    ['organization_list', 1],
    ['group_list', 12],
    ['tag_list', 4],
    ['license_list', 3],
    ['current_package_list_with_resources', 1],
  ] as const)
    expect((await ckan(name)).result, name).toHaveLength(least);
  expect((await ckan('organization_show', 'id=330281-scjg')).result).toMatchObject({
    package_count: 1,
    is_organization: true,
  });
  expect((await ckan('status_show')).result.site_url).toBe('https://open.example');
  const { result: resource } = await ckan('resource_show', `id=${shown.resources[0].id}`);
  expect(resource).toEqual(shown.resources[0]);
});

test('CKAN’s datastore gives rows by filter, words, order and columns, over GET and POST', async () => {
  const { result } = await ckan('package_show', 'id=restaurants');
  const resource_id = result.resources[0].id as string;
  const all = (await ckan('datastore_search', `resource_id=${resource_id}`)).result;
  expect(all.total).toBe(all.records.length);
  expect(all.fields).toContainEqual({ id: 'nameZh', type: 'text' });
  const [first] = all.records;
  const posted = await town.city.stranger.post('/api/3/action/datastore_search', {
    resource_id,
    filters: { code: [first.code] },
    fields: 'code,nameZh',
  });
  expect(posted.json().result).toMatchObject({
    total: 1,
    records: [{ code: first.code, nameZh: first.nameZh }],
  });
  const sorted = (await ckan('datastore_search', `resource_id=${resource_id}&sort=code desc&limit=2`)).result
    .records;
  expect(sorted.map(({ code }: { code: string }) => code)).toEqual(
    all.records
      .map(({ code }: { code: string }) => code)
      .toSorted()
      .toReversed()
      .slice(0, 2),
  );
  const plain = (await ckan('datastore_search', `resource_id=${resource_id}&fields=`)).result;
  expect(plain.fields).toEqual(all.fields);
  const listed = await town.city.stranger.post('/api/3/action/datastore_search', { resource_id, fields: [] });
  expect(listed.json().result.total).toBe(all.total);
  const none = (await ckan('datastore_search', `resource_id=${resource_id}&q=zzzz`)).result;
  expect([none.total, none.records]).toEqual([0, []]);
});

test('rows are found by the worth of a number or a day, not by how it is written', async () => {
  const context = town.office.context();
  const work = await context.files.workspace();
  const file = path.join(work.folder, 'rows.parquet');
  await context.lake.session((session) =>
    session.run(
      `copy (select 5::bigint as n, 0.5::double as x, date '2026-01-02' as d, '05' as t) to '${file}' (format parquet)`,
    ),
  );
  const { id } = await context.files.put(createReadStream(file));
  await work.clear();
  const column = (name: string, type: 'integer' | 'number' | 'date' | 'text') => ({ name, type }) as Column;
  const version = {
    columns: [column('n', 'integer'), column('x', 'number'), column('d', 'date'), column('t', 'text')],
    files: [{ format: 'parquet', file: id, bytes: 1 }],
    simulated: false,
  } as unknown as VersionRow;
  const total = async (filters: Record<string, string[]>) =>
    (await readVersion(context, version, { offset: 0, limit: 10, filters })).total;
  const found = [{ n: ['5.0'] }, { n: ['4', '5'] }, { x: ['0.50'] }, { d: ['2026-01-02'] }, { t: ['05'] }];
  for (const filters of found) expect(await total(filters as never), JSON.stringify(filters)).toBe(1);
  const none = [{ n: ['5.4'] }, { n: ['five'] }, { x: ['x'] }, { d: ['soon'] }, { t: ['5'] }];
  for (const filters of none) expect(await total(filters as never), JSON.stringify(filters)).toBe(0);
});

test('what is wrong is said as CKAN says it, never as a fault of ours', async () => {
  const cases = [
    ['package_show?id=none', 404, 'Not Found Error'],
    ['package_show', 409, 'Validation Error'],
    ['resource_show?id=none', 404, 'Not Found Error'],
    ['datastore_search?resource_id=none', 404, 'Not Found Error'],
    ['package_search?rows=-1', 409, 'Validation Error'],
    ['package_search?sort=nothing+desc', 409, 'Search Query Error'],
    ['package_search?q=(a', 409, 'Search Query Error'],
    [`package_search?q=${'('.repeat(60)}a${')'.repeat(60)}`, 409, 'Search Query Error'],
    ['package_create', 400, 'Bad Request'],
    ['__proto__', 400, 'Bad Request'],
    ['constructor', 400, 'Bad Request'],
  ] as const;
  for (const [asked, status, type] of cases) {
    const answer = await get(`/api/3/action/${asked}`);
    expect([answer.statusCode, answer.json().success, answer.json().error.__type], asked).toEqual([
      status,
      false,
      type,
    ]);
  }
  const { result } = await ckan('package_show', 'id=restaurants');
  const id = result.resources[0].id as string;
  for (const bad of [
    'filters={"nothing":1}',
    'filters=[',
    'sort=nothing',
    'fields=nothing',
    'fields=code,nameZh,code',
    'q=a%00b',
    'filters={"code":"a\\u0000b"}',
    'sort=code%00',
    `filters={"code":{"a":1}}`,
    'limit=99999',
  ])
    expect(
      (
        await get(
          `/api/3/action/datastore_search?resource_id=${id}&${encodeURI(bad).replaceAll('%2500', '%00')}`,
        )
      ).statusCode,
      bad,
    ).toBe(409);
});

test('an address that asks too often is told when to come again', async () => {
  const { db } = town.office.context();
  const said = await getCity(db);
  await putCity(db, { ...said, requestsPerMinute: 1 });
  const refused = await get('/api/3/action/package_list');
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ success: false, error: { code: 'open-data.too-many' } });
  const resources = await get('/api/open-data/public/resources');
  expect([resources.statusCode, resources.json().code]).toEqual([429, 'open-data.too-many']);
  expect((await get('/catalog.ttl')).statusCode).toBe(429);
  await putCity(db, said);
  expect((await get('/api/3/action/package_list')).statusCode).toBe(200);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type TestCity } from '#testing';
import { recordOperations } from './operations.ts';
import type { Operation } from '../operation.ts';
import { Tower, trialModule } from './testing/records.ts';

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: [trialModule()] });
});
afterAll(() => city.close());

const everything = { 'trial:read': 'city', 'trial:write': 'city', 'jobs:own': 'own' } as const;

/** A call of an operation with something in every place, enough to come past its shape. */
const attempts: Readonly<Record<string, { path: string; body?: unknown }>> = {
  list: { path: '' },
  get: { path: '/T0001' },
  history: { path: '/T0001/history' },
  tile: { path: '/tiles/1/0/0' },
  create: { path: '', body: { code: 'T0001', name: '塔' } },
  change: { path: '/T0001', body: { revision: 1, values: {} } },
  withdraw: { path: '/T0001/withdraw', body: { revision: 1, reason: '试' } },
  template: { path: '/import/template' },
  upload: { path: '/import?filename=a.csv' },
  remap: { path: '/import/none/preview', body: { mapping: {} } },
  runImport: { path: '/import/none/run', body: { mapping: {} } },
  imports: { path: '/import' },
  undoImport: { path: '/import/none/undo' },
  exportRows: { path: '/export', body: { format: 'csv' } },
};

test.each(Object.entries(recordOperations(Tower) as Readonly<Record<string, Operation>>))(
  '%s asks for its permission: a stranger signs in first, an official without it is refused',
  async (name, op) => {
    const { path, body } = attempts[name] ?? { path: '/' };
    const send = (who: ReturnType<TestCity['as']>) =>
      city.app.inject({
        method: op.method,
        url: `/api/trial/towers${path}`,
        headers: who === city.stranger ? {} : { 'x-test-actor': who.actor.id },
        ...(body === undefined ? {} : { payload: body as object }),
      });
    const others = Object.fromEntries(
      Object.entries(everything).filter(([grant]) => grant !== op.permission),
    );
    expect((await send(city.stranger)).statusCode).toBe(401);
    expect((await send(city.as({ grants: others }))).statusCode).toBe(403);
    const allowed = await send(city.as({ grants: { [op.permission]: 'city' } }));
    expect([401, 403, 500]).not.toContain(allowed.statusCode);
  },
);

test('a register through the front door: filled in, found, opened for a purpose, changed, exported', async () => {
  const clerk = city.as({ id: 'clerk', grants: everything });
  const auditor = city.as({ id: 'auditor', grants: { ...everything, 'trial:reveal': 'city' } });
  const made = await clerk.post('/api/trial/towers', {
    code: 'T0100',
    name: '东塔',
    keeper: '王小明',
    inspectedAt: '2026-01-01T08:00:00+08:00',
  });
  expect(made.statusCode).toBe(200);
  expect(made.json()).toMatchObject({
    keeper: '王*明',
    meta: { revision: 1, masked: ['keeper', 'keeperPhone'] },
  });
  const wrong = await clerk.post('/api/trial/towers', { code: 'T0101', name: '' });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.json()).toMatchObject({
    code: 'records.invalid',
    errors: [{ path: 'name', detail: { zh: '必须填写。' } }],
  });
  expect((await clerk.post('/api/trial/towers', [1])).statusCode).toBe(400);
  const page = await clerk.get('/api/trial/towers?q=T01&owner=none&order=-code');
  expect(page.json()).toMatchObject({
    items: [{ code: 'T0100', inspectedAt: '2026-01-01T00:00:00.000Z' }],
    next: null,
    total: { value: 1, capped: false },
  });
  expect((await clerk.get('/api/trial/towers?reveal=yes')).json()).toMatchObject({
    code: 'records.may-not-reveal',
  });
  expect((await auditor.get('/api/trial/towers/T0100?reveal=yes')).json()).toMatchObject({
    code: 'records.purpose-missing',
  });
  const open = await auditor.get('/api/trial/towers/T0100?reveal=yes', { purpose: '核查' });
  expect(open.json()).toMatchObject({ keeper: '王小明' });
  const changed = await clerk.patch('/api/trial/towers/T0100', { revision: 1, values: { height: 8.5 } });
  expect(changed.json()).toMatchObject({ height: 8.5, meta: { revision: 2 } });
  expect(
    (await clerk.patch('/api/trial/towers/T0100', { revision: 1, values: { height: 9 } })).statusCode,
  ).toBe(409);
  expect((await clerk.get('/api/trial/towers?undeclared=1')).statusCode).toBe(400);
  const { job } = (
    await clerk.post('/api/trial/towers/export', { format: 'csv', columns: ['code', 'keeper'] })
  ).json<{ job: string }>();
  const { outcome } = await city.finished(job);
  const [file] = (outcome as { files: { id: string }[] }).files;
  const csv = await clerk.get(`/api/jobs/${job}/files/${file?.id}`);
  expect(csv.body).toContain('T0100,王*明,否');
});

test('a file through the front door: looked at, imported, its faults downloaded, taken back', async () => {
  const clerk = city.as({ id: 'clerk', grants: everything });
  const uploaded = await clerk.upload(
    '/api/trial/towers/import',
    '铁塔.csv',
    '编码,名称\nT0200,一\nbad,二\n',
  );
  const preview = uploaded.json<{ import: string; mapping: { field: string; header: string | null }[] }>();
  expect(preview).toMatchObject({
    filename: '铁塔.csv',
    rows: [{ faults: [] }, { faults: [{ field: 'code' }] }],
  });
  const mapping = Object.fromEntries(preview.mapping.map(({ field, header }) => [field, header]));
  const run = await clerk.post(`/api/trial/towers/import/${preview.import}/run`, { mapping });
  const ended = await city.finished(run.json<{ job: string }>().job);
  expect(ended).toMatchObject({
    status: 'done',
    outcome: { data: { created: 1, refused: 1 }, files: [{ name: '铁塔-问题.xlsx' }] },
  });
  expect((await clerk.get('/api/trial/towers/T0200')).statusCode).toBe(200);
  const undo = await clerk.post(`/api/trial/towers/import/${preview.import}/undo`);
  await city.finished(undo.json<{ job: string }>().job);
  expect((await clerk.get('/api/trial/towers/T0200')).json()).toMatchObject({ meta: { revision: 2 } });
  expect((await clerk.get('/api/trial/towers?q=T0200')).json()).toMatchObject({ items: [] });
});

test('the contract of a record stands in OpenAPI', async () => {
  const { paths, components } = (await city.stranger.get('/api/openapi.json')).json<{
    paths: Record<string, Record<string, unknown>>;
    components: { schemas: Record<string, unknown> };
  }>();
  const create = JSON.stringify(paths['/api/trial/towers']?.['post']);
  for (const name of ['keeperPhone', 'builtOn', '#/components/schemas/RowMeta'])
    expect(create).toContain(`"${name}"`);
  expect(components.schemas['RowMeta']).toMatchObject({ properties: { masked: { type: 'array' } } });
  const towers = Object.keys(paths).filter((path) => path.startsWith('/api/trial/towers'));
  expect(towers).toContain('/api/trial/towers/{key}/history');
  expect(towers).toContain('/api/trial/towers/import/{import}/run');
});

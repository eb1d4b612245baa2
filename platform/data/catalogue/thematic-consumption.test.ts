import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { createClient, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { openTestCity, type Asker, type TestCity } from '#testing';
import type { Consumption } from './contract.ts';
import { catalogueModule } from './index.ts';

const noon = '2026-11-23T04:00:00.000Z';
const clock = fixedClock(noon);
const day = 86_400_000;

let city: TestCity;
let clerk: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [catalogueModule, organisationsModule, codesModule, identityModule, ledgerModule],
    clock,
  });
  clerk = city.as({ id: 'clerk', grants: { 'catalogue:read': 'city' } });
});
afterAll(() => city.close());

const consumption = async (code = 'health-records') =>
  clerk.get(`/api/catalogue/thematic/${code}/consumption`);

async function share(who: Asker, rows: number, more: { action?: 'read'; dataset?: string } = {}) {
  const context = who.context();
  await context.ledger(context.db, {
    action: more.action ?? 'share',
    resource: `ingestion.${more.dataset ?? 'wjkj-health-record'}`,
    purpose: '核对',
    subjects: ['wjkj-health-record:1'],
    detail: { rows },
  });
}

test('who read how much is measured from the ledger: by organisation and by client, the last 30 days, as of now', async () => {
  expect((await consumption()).json()).toMatchObject({ asOf: noon, items: [] });
  const grants = { '*': 'city' } as const;
  const office = city.as({ id: 'office', organisation: '330281-jxj', grants });
  const context = office.context();
  const { id } = await createClient(context, context.db, {
    name: '医保核对系统',
    organisation: '330281-rsj',
    permissions: [],
  });
  const system = city.as({ id, kind: 'client', organisation: '330281-rsj', grants });
  const person = city.as({ id: 'reader-1', organisation: '330281-rsj', grants });
  const other = city.as({ id: 'reader-2', organisation: '330281-rsj', grants });
  const own = city.as({ id: 'doctor', organisation: '330281-wjkj', grants });
  clock.advance(-31 * day);
  await share(system, 5000);
  clock.advance(11 * day);
  await share(system, 200);
  await share(system, 100);
  clock.advance(20 * day);
  await share(person, 40);
  await share(other, 2);
  await share(own, 7);
  // A look at an own batch is no hand-over, and what is read of other datasets belongs to other databases.
  await share(own, 900, { action: 'read' });
  await share(person, 900, { dataset: 'gaj-population' });
  const answer = await consumption();
  expect(answer.statusCode, answer.body).toBe(200);
  const { items, asOf, since } = answer.json<Consumption>();
  expect([asOf, since]).toEqual([noon, '2026-10-24T04:00:00.000Z']);
  const rsj = expect.objectContaining({ code: '330281-rsj' });
  expect(items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        organisation: rsj,
        client: { id, name: '医保核对系统' },
        reads: 2,
        rows: 300,
        owner: false,
      }),
      expect.objectContaining({ organisation: rsj, client: null, reads: 2, rows: 42, lastAt: noon }),
      expect.objectContaining({ client: null, reads: 1, rows: 7, owner: true }),
    ]),
  );
  expect(items).toHaveLength(3);
  expect(answer.body).not.toContain('reader-1');
});

test('of a database that there is not nothing is told, and nobody without right is', async () => {
  expect((await consumption('no-such-base')).statusCode).toBe(404);
  const nobody = city.as({ id: 'nobody', grants: {} });
  expect((await nobody.get('/api/catalogue/thematic/health-records/consumption')).statusCode).toBe(403);
});

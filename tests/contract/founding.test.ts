import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '#kernel/actor';
import type { Asker } from '#testing';
import { handIn, throughTheHouse } from './deliveries.ts';
import { openLinkageCity, row, type Known, type LinkageCity } from './linkage-city.ts';
import { residentHeader } from './household-rows.ts';
import { number, residentRow } from './person-rows.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let all: LinkageCity;
beforeAll(async () => {
  all = await openLinkageCity();
});
afterAll(() => all?.close());

const db = () => all.city.platform.contextFor(system).db;
const ended = async (path: string, body?: object) => {
  const { job } = (await all.office.post(`/api/linkage/${path}`, body)).json<{ job: string }>();
  expect(await all.city.finished(job)).toMatchObject({ status: 'done' });
};

interface Pair {
  readonly id: string;
  readonly rowKey: string;
  readonly state: string;
  readonly person: string | null;
}
const pairsOf = async (key: string): Promise<Pair[]> => {
  const { rows } = await sql<Pair>`select id, row_key as "rowKey", state, person from linkage.pair
    where row_key = ${key} and state <> 'gone' order by person nulls first`.execute(db());
  return rows;
};
const decide = (asker: Asker, id: string, said: string) =>
  asker.post(`/api/linkage/pairs/${id}/decisions`, { said, reason: '逐项核对' });
const person = async (id: string) =>
  (await all.office.get(`/api/registers/persons/${id}?reveal=yes`, { purpose: '测试' })).json<
    Record<string, unknown> & { meta: { withdrawnAt: string | null } }
  >();

const child: Known = {
  id: '',
  name: '欧阳慕晴',
  citizenId: '',
  sex: '2',
  birth: '2016-03-09',
  address: '模拟东风路71号3幢502室',
};

test('a row that nobody of the register is founds a person without a number, once two people say so', async () => {
  await all.deliver([row('F1', child, { mobile: '15499990071' })]);
  await ended('trainings', { reason: '首次训练' });
  const verdict = { approve: true, reason: '试算结果合理' };
  expect((await all.boss.post('/api/linkage/models/v1/decision', verdict)).statusCode).toBe(200);
  await ended('start');
  const [alone] = await pairsOf('F1');
  expect(alone).toMatchObject({ state: 'nobody', person: null });
  const id = alone?.id ?? '';
  expect(
    (await all.health.post(`/api/linkage/pairs/${id}/decisions`, { said: 'same', reason: '核对' }))
      .statusCode,
  ).toBe(404);
  expect((await decide(all.clerk, id, 'same')).json()).toMatchObject({ state: 'confirming' });
  expect((await decide(all.clerk, id, 'same')).statusCode).toBe(403);
  const none = await sql`select from registers.person where provisional`.execute(db());
  expect(none.rows).toEqual([]);
  expect((await decide(all.colleague, id, 'same')).json()).toMatchObject({ state: 'linked' });

  const [founding] = await pairsOf('F1');
  expect(founding?.person).toMatch(/^PN\d+$/);
  expect(await person(founding?.person ?? '')).toMatchObject({
    provisional: true,
    citizenId: null,
    name: '欧阳慕晴',
    birthDate: '2016-03-09',
    mobile: '15499990071',
  });
  await ended('start');
  expect(await pairsOf('F1')).toEqual([founding]);
  const list = await all.office.get('/api/registers/persons?provisional=yes');
  expect(list.json<{ items: unknown[] }>().items).toHaveLength(1);
});

test('taken back the person leaves the register; said again they are founded anew', async () => {
  const [founding] = await pairsOf('F1');
  const before = founding?.person ?? '';
  const back = await all.clerk.post(`/api/linkage/pairs/${founding?.id}/take-back`, { reason: '再看一次' });
  expect(back.json()).toMatchObject({ state: 'nobody' });
  expect((await person(before)).meta.withdrawnAt).not.toBeNull();
  for (const asker of [all.clerk, all.colleague]) await decide(asker, founding?.id ?? '', 'same');
  expect((await pairsOf('F1'))[0]).toMatchObject({ state: 'linked' });
});

test('somebody with a number who may be that person is asked about, never linked by itself; found the same, both are one', async () => {
  const [founding] = await pairsOf('F1');
  const provisional = founding?.person ?? '';
  const own = number('20160309', '372');
  const police = all.city.as({
    id: 'police',
    organisation: '330281-gaj',
    grants: {
      'catalogue:read': 'city',
      'ingestion:collect': 'department',
      'ingestion:read': 'department',
      'jobs:own': 'own',
    },
  });
  const told = {
    key: 'RF1',
    name: child.name,
    number: own,
    household: 'HF1',
    relation: '30',
    address: child.address,
  };
  const preview = await handIn(police, {
    dataset: 'gaj-population',
    filename: '新报户口.csv',
    bytes: [residentHeader, residentRow(told), ''].join('\n'),
  });
  await throughTheHouse(all.city, police, preview);
  await ended('start');
  const asked = (await pairsOf('F1')).find(({ state }) => state === 'waiting');
  const numbered = asked?.person ?? '';
  expect(await person(numbered)).toMatchObject({ citizenId: own, provisional: false });
  expect((await person(provisional)).meta.withdrawnAt).toBeNull();
  for (const asker of [all.clerk, all.colleague])
    expect((await decide(asker, asked?.id ?? '', 'same')).statusCode).toBe(200);
  expect(await person(provisional)).toMatchObject({ mergedInto: numbered });
  expect(await person(numbered)).toMatchObject({
    citizenId: own,
    mobile: '15499990071',
    otherIds: [provisional],
    provisional: false,
  });
  const ids = (await all.office.get(`/api/registers/persons/${provisional}/ids`)).json();
  expect(ids).toMatchObject({ now: numbered });
});

test('a row that founded a person and comes with its number leads them to whom the number is', async () => {
  const other = { ...child, name: '欧阳慕雨', birth: '2015-08-21', address: '模拟西风路18号' };
  await all.deliver([row('F2', other)]);
  await ended('start');
  const [alone] = await pairsOf('F2');
  for (const asker of [all.clerk, all.colleague]) await decide(asker, alone?.id ?? '', 'same');
  const provisional = (await pairsOf('F2'))[0]?.person ?? '';
  expect(await person(provisional)).toMatchObject({ provisional: true });
  await all.deliver([row('F2', other, { citizenId: number('20150821', '374') })]);
  const { mergedInto } = await person(provisional);
  expect(await person(String(mergedInto))).toMatchObject({ name: '欧阳慕雨', provisional: false });
  const left = await all.office.get('/api/registers/persons?provisional=yes');
  expect(left.json<{ items: unknown[] }>().items).toEqual([]);
});

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '#kernel/actor';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type TestCity } from '#testing';
import search from './module.ts';
import { dropPending, findPending, putPending } from './pending-store.ts';
import { replaceEntries } from './store.ts';
import { indexed } from './terms.ts';
import { people } from './testing/people.ts';

vi.setConfig({ hookTimeout: 240_000 });

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, search, people],
    work: false,
  });
});
afterAll(() => city.close());

test('a source that is still being written is left until it is quiet, or was not looked at for long', async () => {
  const { db, transaction } = city.platform.contextFor(system);
  const say = () => transaction((tx) => putPending(tx, 'people.fellow', 'batch:busy'));
  const settled = async () => (await findPending(db, true)).map(({ times }) => times);
  await say();
  await say();
  expect(await settled()).toEqual([]);
  expect(await findPending(db)).toMatchObject([{ source: 'batch:busy', times: 2 }]);
  await sql`update search.pending set said_at = now() - interval '21 seconds'`.execute(db);
  expect(await settled()).toEqual([2]);
  await say();
  expect(await settled()).toEqual([]);
  await sql`update search.pending set looked_at = now() - interval '11 minutes'`.execute(db);
  expect(await settled(), 'a load that takes hours can be found while it lasts').toEqual([3]);
  await transaction((tx) => dropPending(tx, { kind: 'people.fellow', source: 'batch:busy', times: 2 }));
  expect(await settled(), 'looked at, and said again since').toEqual([]);
  await transaction((tx) => dropPending(tx, { kind: 'people.fellow', source: 'batch:busy', times: 3 }));
  expect(await findPending(db)).toEqual([]);
});

test('words that stay the same stay where they are, whatever else of the row was written', async () => {
  const context = city.platform.contextFor(system);
  const put = (revision: number, texts: Readonly<Record<string, string>>) =>
    context.transaction((tx) =>
      replaceEntries(
        tx,
        'people.fellow',
        [{ key: 'S8', revision }],
        Object.entries(texts).map(([field, text]) => ({
          key: 'S8',
          field,
          personal: false,
          revision,
          ...indexed('people.fellow', text),
        })),
      ),
    );
  const entries = async () =>
    (
      await sql`select field, folded, revision from search.entry where key = 'S8' order by field`.execute(
        context.db,
      )
    ).rows;
  const firm = { field: 'firm', folded: '米行' };
  await put(1, { firm: '米行', name: '甲' });
  await put(3, { firm: '米行', name: '乙' });
  expect(await entries()).toEqual([
    { ...firm, revision: 3 },
    { field: 'name', folded: '乙', revision: 3 },
  ]);
  await put(2, { firm: '布行', name: '甲' });
  expect(await entries()).toMatchObject([firm, { folded: '乙' }]);
  await put(3, { name: '丙' });
  expect(await entries()).toEqual([{ field: 'name', folded: '丙', revision: 3 }]);
  await put(4, {});
  expect(await entries()).toEqual([]);
});

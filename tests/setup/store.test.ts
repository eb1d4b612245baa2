import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { createDatabase, databaseUrl, dropDatabase, ensureDatabase } from './databases.ts';
import { testStore } from './store.ts';

test('a project gets the store it asks for, and a server only where one runs', () => {
  const wanted = inject('preferredStore') === 'server' && inject('testServer') !== null;
  expect(testStore().kind).toBe(wanted ? 'server' : 'embedded');
});

const store = testStore();
const ask = async (url: string, query: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
};

test.runIf(store.kind === 'server')(
  'a template is filled once, copied, and a copy is dropped while in use',
  async () => {
    if (store.kind !== 'server') return;
    const template = `template_${process.pid}`;
    let fillings = 0;
    const fill = async (url: string) => {
      fillings += 1;
      await ask(url, 'create extension postgis; create table place (at geometry)');
      await ask(url, `insert into place values (st_point(121.15, 30.03, 4326))`);
    };
    await Promise.all([1, 2, 3].map(() => ensureDatabase(store.url, template, fill)));
    expect(fillings).toBe(1);

    const copy = await createDatabase(store.url, `${template}_copy`, template);
    expect(await ask(copy, 'select st_astext(at) as at from place')).toEqual([{ at: 'POINT(121.15 30.03)' }]);
    const idle = new pg.Client({ connectionString: copy });
    idle.on('error', () => undefined);
    await idle.connect();
    await dropDatabase(store.url, `${template}_copy`);
    await dropDatabase(store.url, template);
    await expect(ask(databaseUrl(store.url, template), 'select 1')).rejects.toThrow(/does not exist/);
  },
);

test.runIf(store.kind === 'server')(
  'a filling that fails leaves nothing behind, so that the next may try',
  async () => {
    if (store.kind !== 'server') return;
    const name = `broken_${process.pid}`;
    const failing = () => Promise.reject(new Error('the migration is wrong'));
    await expect(ensureDatabase(store.url, name, failing)).rejects.toThrow('the migration is wrong');
    await ensureDatabase(store.url, name, () => Promise.resolve());
    await dropDatabase(store.url, name);
  },
);

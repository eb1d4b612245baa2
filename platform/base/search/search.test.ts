import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopes, system, type Scope } from '#kernel/actor';
import { writeRows } from '#kernel/record-server';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { openTask, tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { buildRows } from './build.ts';
import { searchedPlans } from './kinds.ts';
import search from './module.ts';
import { catchUp } from './jobs.ts';
import { findPending, putPending } from './pending-store.ts';
import { explainStrictly, replaceEntries, sortIn } from './store.ts';
import { folded } from '#engines/likeness';
import { indexed, strictly } from './terms.ts';
import { Fellow, people } from './testing/people.ts';

let city: TestCity;
let all: Asker;

const sure = { 'people:read': 'city', 'people:reveal': 'city', 'people:write': 'city' } as const;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, search, people],
  });
  all = city.as({ id: 'all', grants: { ...sure, 'organisations:read': 'city', 'search:manage': 'city' } });
});
afterAll(() => city.close());

interface Answer {
  items: { kind: string; key: string; label: { zh: string }; path: string | null; simulated: boolean }[];
  guessed: boolean;
}
const ask = async (who: Asker, q: string, more = '') => {
  const answer = await who.get(`/api/search?q=${encodeURIComponent(q)}&limit=50${more}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Answer>();
};
const keys = async (who: Asker, q: string) =>
  (await ask(who, q, '&kinds=people.fellow')).items.map(({ key }) => key);

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('not within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const put = (rows: readonly Record<string, unknown>[], source = 'form') => {
  const context = city.platform.contextFor(system);
  return context.transaction((tx) => writeRows(context, tx, Fellow, rows, { source }));
};

test('a new row is found by its words, its pinyin and its initials, a changed one by its new name', async () => {
  await put([{ id: 'S1', name: '单雄信', firm: '瓦岗物流公司' }]);
  await until(async () => (await keys(all, '单雄')).includes('S1'));
  for (const q of ['单雄信', 'shanxiong', 'danxiongxin', 'sxx', '瓦岗', 'wgwl', '物流'])
    expect([q, await keys(all, q)]).toEqual([q, ['S1']]);
  const guessed = await ask(all, '善雄信', '&kinds=people.fellow');
  expect(guessed).toMatchObject({ guessed: true, items: [{ key: 'S1' }] });
  // A personal label is masked in a hit, for those who may see it too: they open the row for a purpose.
  expect(guessed.items[0]?.label.zh).not.toContain('雄信');
  await put([{ id: 'S1', name: '仇士良' }]);
  await until(async () => (await keys(all, 'qiushiliang')).includes('S1'));
  expect(await keys(all, '单雄信')).toEqual([]);
  const withdrawn = await all.post('/api/people/fellows/S1/withdraw', { revision: 2, reason: '试' });
  expect(withdrawn.statusCode, withdrawn.body).toBe(200);
  expect(await keys(all, '仇士良')).toEqual([]);
});

test('institutions, places and tasks come from the same box; tasks only to whom they wait', async () => {
  await until(async () => (await ask(all, '余姚市民政局')).items.length > 0);
  expect((await ask(all, 'mzj')).items.some(({ label }) => label.zh.includes('民政局'))).toBe(true);
  const context = city.platform.contextFor(system);
  await context.transaction((tx) =>
    openTask(context, tx, {
      kind: 'trial',
      title: { zh: '核对舜江塑料的地址', en: 'Check an address' },
      owner: '330281-rsj',
      source: { module: 'trial', record: 'x', key: '1' },
      link: '/',
    }),
  );
  const grants = { 'tasks:own': 'department' } as const;
  const mine = city.as({ organisation: '330281-rsj', grants });
  const other = city.as({ organisation: '330281-mzj', grants });
  expect((await ask(mine, 'hdsj')).items).toMatchObject([{ kind: 'tasks.task' }]);
  expect((await ask(other, 'hdsj')).items).toEqual([]);
  expect((await ask(city.stranger, '核对舜江')).items).toEqual([]);
});

const surnames = ['单', '解', '仇', '王', '张', '曾'];
const given = ['雄信', '晓东', '小明', '国华', '伟', '建国'];
const places = ['330281001', '330281002', '330281001003', undefined];
const departments = ['d1', 'd2', undefined];
const owners = ['o1', 'o2', undefined];
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

const crowd = Array.from({ length: 150 }, (_, at) => ({
  id: `P${at}`,
  name: `${pick(surnames, at)}${pick(given, Math.floor(at / 6))}`,
  firm: at % 3 === 0 ? `${pick(given, at)}电器公司` : null,
  department: pick(departments, at) ?? null,
  division: pick(places, Math.floor(at / 2)) ?? null,
  owner: pick(owners, Math.floor(at / 5)) ?? null,
}));
const reach: Readonly<Record<Scope, (row: (typeof crowd)[number]) => boolean>> = {
  own: ({ owner }) => owner === 'o1',
  department: ({ department }) => department === 'd1',
  division: ({ division }) => division?.startsWith('330281001') === true,
  city: () => true,
};

test('no hit, no guess and no count goes beyond what the reader may list, whatever is asked', async () => {
  await put(crowd, 'batch:crowd');
  const context = city.platform.contextFor(system);
  const plan = searchedPlans(context).find(({ record }) => record.id === 'people.fellow');
  if (!plan) throw new Error('fellows are not searched');
  await buildRows(context, plan, { after: '', limit: 5000 });
  const queries = [
    ...new Set(
      crowd
        .slice(0, 40)
        .flatMap(({ name, firm }, at) => [
          name,
          name.slice(0, 1),
          name.slice(1),
          pick(
            ['shan', 'xiexiao', 'qiu', 'wxm', 'zjg', 'w', 'guohua', 'shanxiog', '善雄信', '电器', 'dqgs'],
            at,
          ),
          firm?.slice(0, 4) ?? 'P1',
        ]),
    ),
  ];
  let hits = 0;
  const readers = scopes.flatMap((scope) => [true, false].map((reveal) => ({ scope, reveal })));
  for (const { scope, reveal } of readers) {
    const grants = { 'people:read': scope, ...(reveal ? { 'people:reveal': 'city' as const } : {}) };
    const who = city.as({ id: 'o1', organisation: 'd1', division: '330281001', grants });
    for (const q of queries) {
      const found = await keys(who, q);
      hits += found.length;
      const rows = found.map((key) => crowd.find(({ id }) => id === key));
      const beyond = rows.filter((row) => !row || !reach[scope](row) || (!reveal && row.firm === null));
      expect([scope, reveal, q, beyond]).toEqual([scope, reveal, q, []]);
    }
  }
  expect(hits).toBeGreaterThan(500);
  const everybody = await keys(all, '王小明');
  const named = crowd.filter(({ name }) => name === '王小明').map(({ id }) => id);
  expect(everybody.toSorted()).toEqual(named.toSorted());
  expect(await keys(city.as({ grants: { 'people:reveal': 'city' } }), '王小明')).toEqual([]);
  expect(await keys(city.stranger, '王小明')).toEqual([]);
}, 60_000);

test('who looks at people leaves an entry for each search that showed some', async () => {
  const looker = city.as({ id: 'looker', grants: { ...sure, 'ledger:audit': 'city' } });
  const context = city.platform.contextFor(system);
  const count = async () =>
    (
      await sql<{ count: number }>`select count(*)::int as count from ledger.entry
        where actor = 'looker' and resource = 'people.fellow'`.execute(context.db)
    ).rows[0]?.count;
  const before = await count();
  await keys(looker, '张国华');
  await keys(looker, '量子纠缠');
  await until(async () => (await count()) === (before ?? 0) + 1);
});

test('a row found by its number says that it is simulated', async () => {
  const context = city.platform.contextFor(system);
  await sql`insert into people.fellow (id, name, firm, simulated)
    values ('SIM1', '模拟人', '7001号仓库', true)`.execute(context.db);
  expect((await ask(all, '7001')).items).toMatchObject([{ key: 'SIM1', simulated: true }]);
});

test('what was read before a change does not take the place of what is known since', async () => {
  const context = city.platform.contextFor(system);
  const entry = (revision: number, text: string) => ({
    key: 'S9',
    field: 'name',
    personal: false,
    revision,
    ...indexed('people.fellow', text),
  });
  const put = (revision: number, text: string) =>
    context.transaction((tx) =>
      replaceEntries(tx, 'people.fellow', [{ key: 'S9', revision }], [entry(revision, text)]),
    );
  await put(2, '新名');
  await put(1, '旧名');
  const { rows } = await sql<{ folded: string }>`
    select folded from search.entry where key = 'S9'`.execute(context.db);
  expect(rows).toEqual([{ folded: '新名' }]);
  await context.transaction((tx) => replaceEntries(tx, 'people.fellow', [{ key: 'S9', revision: null }], []));
});

test('a bulk load whose reading is cut off is read by the next try', async () => {
  const context = city.platform.contextFor(system);
  await sql`insert into people.fellow (id, name, source) values ('CUT1', '尉迟恭', 'batch:cut')`.execute(
    context.db,
  );
  await context.transaction((tx) => putPending(tx, 'people.fellow', 'batch:cut'));
  const cut = new AbortController();
  cut.abort();
  const run = { signal: cut.signal, progress: () => undefined, checkpoint: async () => undefined };
  await expect(catchUp.run({ settled: false }, run as never, context)).rejects.toThrow('abort');
  const whole = { ...run, signal: new AbortController().signal };
  await catchUp.run({ settled: false }, whole as never, context);
  expect(await keys(all, '尉迟恭')).toEqual(['CUT1']);
  expect(await findPending(context.db)).toEqual([]);
});

test('the index is made anew by a job, without rows that are gone', async () => {
  const context = city.platform.contextFor(system);
  await sql`delete from people.fellow where id = 'P0'`.execute(context.db);
  const started = await all.post('/api/search/rebuild');
  expect((await city.finished(started.json().job)).status).toBe('done');
  const state = (await all.get('/api/search/state')).json();
  const fellows = state.items.find(({ kind }: { kind: string }) => kind === 'people.fellow');
  expect(fellows.entries).toBe(152 + crowd.filter(({ firm, id }) => firm && id !== 'P0').length);
  expect((await city.as({ grants: {} }).post('/api/search/rebuild')).statusCode).toBe(403);
  expect((await city.stranger.get('/api/search/state')).statusCode).toBe(401);
  expect((await city.stranger.get('/api/search?q=')).statusCode).toBe(400);
});

test('among twenty thousand the index is used, and the answer stays exact', async () => {
  const context = city.platform.contextFor(system);
  await sql`insert into people.fellow (id, name, firm)
    select 'M' || n, (array['王','李','张','刘','陈','杨','赵','黄','周','吴'])[1 + n % 10]
      || (array['伟','芳','娜','敏','静','强','磊','洋','勇','艳'])[1 + (n / 10) % 10]
      || (array['国','华','明','军','平','东','文','辉','力','江'])[1 + (n / 100) % 10],
      null from generate_series(1, 20000) n`.execute(context.db);
  await put([{ id: 'NEEDLE', name: '欧阳铁心' }], 'batch:many');
  const plan = searchedPlans(context).find(({ record }) => record.id === 'people.fellow');
  if (!plan) throw new Error('fellows are not searched');
  for (let after: string | undefined = ''; after !== undefined;)
    after = (await buildRows(context, plan, { after, limit: 5000 })).last;
  await sortIn(context.db);
  await sql`analyze search.entry`.execute(context.db);
  expect(await keys(all, 'ouyangtie')).toEqual(['NEEDLE']);
  expect(await keys(all, 'yangtiexin')).toEqual(['NEEDLE']);
  expect(await keys(all, '阳铁')).toEqual(['NEEDLE']);
  const query = { folded: folded('阳铁'), wanted: strictly('阳铁') };
  const shown = await explainStrictly(all.context(), [plan], query);
  expect(shown).toContain('entry_terms');
  expect(shown).not.toMatch(/Seq Scan on entry/);
}, 180_000);

test('of a source that is written again only what changed is made ready', async () => {
  const context = city.platform.contextFor(system);
  const plan = searchedPlans(context).find(({ record }) => record.id === 'people.fellow');
  if (!plan) throw new Error('fellows are not searched');
  const build = async () =>
    (await buildRows(context, plan, { after: '', limit: 100, source: 'batch:again' })).count;
  await sql`insert into people.fellow (id, name, source)
    select 'A' || n, '徐达' || n, 'batch:again' from generate_series(1, 9) n`.execute(context.db);
  expect([await build(), await build()]).toEqual([9, 0]);
  await sql`update people.fellow set name = '常遇春', revision = revision + 1 where id = 'A7'`.execute(
    context.db,
  );
  expect([await build(), await build()]).toEqual([1, 0]);
  expect(await keys(all, '常遇春')).toEqual(['A7']);
});

import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvOf, openTown, owner, type Town } from './testing/town.ts';

let town: Town;
let own: string;

beforeAll(async () => {
  town = await openTown();
  own = join(town.root, owner);
  await mkdir(join(own, 'insured'), { recursive: true });
  await town.make({
    code: 'drop',
    kind: 'folder',
    settings: { path: 'insured', ready: 'marker' },
    schedule: '30 2 * * *',
  });
});
afterAll(() => town.close());

const lay = async (name: string, text: string, marker = true) => {
  await writeFile(join(own, 'insured', name), text);
  if (marker) await writeFile(join(own, 'insured', `${name}.ok`), '');
};

test('a file with its marker becomes a batch and is moved to done; one without waits', async () => {
  await lay('a.csv', csvOf(3));
  await lay('b.csv', csvOf(2, 50), false);
  expect(await town.run('drop')).toMatchObject({ state: 'collected', rows: 3, reason: null });
  expect(await town.batches()).toMatchObject([{ filename: 'a.csv', rows: 3, status: 'collected' }]);
  expect((await readdir(join(own, 'insured'))).toSorted()).toEqual(['b.csv', 'done']);
  const done = await readdir(join(own, 'insured', 'done'));
  expect(done.map((name) => name.replace(/^\w+-/, '')).toSorted()).toEqual(['a.csv', 'a.csv.ok']);
});

test('nothing there is no failure, and the same content twice is one batch: unchanged', async () => {
  expect(await town.run('drop')).toMatchObject({ state: 'nothing', rows: 0 });
  await lay('again.csv', csvOf(3));
  expect(await town.run('drop')).toMatchObject({ state: 'unchanged', rows: 3 });
  expect(await town.batches()).toHaveLength(1);
});

test('a file that is still being written waits until it has been quiet', async () => {
  await town.make({ code: 'quiet', kind: 'folder', settings: { path: 'insured', quietSeconds: 3600 } });
  expect(await town.run('quiet')).toMatchObject({ state: 'nothing' });
});

test.each([
  ['a way up', '../330281-gaj'],
  ['a way up in the middle', 'insured/../../330281-gaj'],
  ['a link', 'link'],
  ['below a link', 'link/deep'],
  ['a folder that is not there', 'nowhere'],
])('%s is refused', async (_what, path) => {
  await mkdir(join(town.root, '330281-gaj', 'deep'), { recursive: true });
  await symlink(join(town.root, '330281-gaj'), join(own, 'link')).catch(() => undefined);
  const code = `bad-${Buffer.from(path).toString('hex').slice(0, 30)}`;
  await town.make({ code, kind: 'folder', settings: { path, ready: 'marker' } });
  expect(await town.run(code)).toMatchObject({ state: 'failed', rows: null });
});

test('a link instead of a file is not followed', async () => {
  await writeFile(join(town.root, 'secret.csv'), csvOf(9));
  await symlink(join(town.root, 'secret.csv'), join(own, 'insured', 'l.csv'));
  await writeFile(join(own, 'insured', 'l.csv.ok'), '');
  expect(await town.run('drop')).toMatchObject({ state: 'nothing' });
});

test('another department sees neither the source nor its runs, and cannot run it', async () => {
  const { stranger, office } = town;
  expect((await stranger.get('/api/sources/sources')).json<{ items: unknown[] }>().items).toEqual([]);
  expect((await stranger.get('/api/sources/runs')).json<{ items: unknown[] }>().items).toEqual([]);
  expect((await stranger.get('/api/sources/states')).json<{ items: unknown[] }>().items).toEqual([]);
  for (const path of ['run', 'try', 'gate'])
    expect(
      (
        await stranger.post(
          `/api/sources/sources/drop/${path}`,
          path === 'gate' ? { accept: true, why: '试试' } : {},
        )
      ).statusCode,
    ).toBe(404);
  expect((await stranger.get('/api/sources/sources/drop/state')).statusCode).toBe(404);
  const theirs = await stranger.post('/api/sources/sources', {
    code: 'mine',
    titleZh: '别人的',
    titleEn: 'Theirs',
    dataset: 'rsj-insured',
    kind: 'folder',
    settings: { path: '.' },
    enabled: true,
  });
  expect(theirs.statusCode).toBe(403);
  expect((await office.get('/api/sources/states')).json<{ items: unknown[] }>().items.length).toBeGreaterThan(
    2,
  );
});

test('a wrong setting, schedule or dataset is said in the words of the form', async () => {
  const body = {
    code: 'x',
    titleZh: '错',
    titleEn: 'Wrong',
    dataset: 'rsj-insured',
    kind: 'folder',
    settings: {},
    enabled: true,
  };
  const bad = await town.clerk.post('/api/sources/sources', { ...body, schedule: '99 2 * * *' });
  expect(bad.statusCode).toBe(422);
  const { errors } = bad.json<{ errors: { path: string; detail: { en: string } }[] }>();
  expect(errors.map(({ path, detail }) => `${path}: ${detail.en}`)).toEqual([
    'settings: “Folder” is not valid',
    'schedule: is no schedule',
  ]);
  expect((await town.clerk.post('/api/sources/sources', { ...body, dataset: 'nothing' })).statusCode).toBe(
    422,
  );
});

test('columns that changed stop at the gate: taken and remembered, or refused; nothing is lost', async () => {
  const { clerk } = town;
  const changed = csvOf(3, 200).replace('姓名', '参保人姓名');
  await lay('c.csv', changed);
  expect(await town.run('drop')).toMatchObject({ state: 'held' });
  expect(await town.batches()).toHaveLength(1);
  const { held } = await town.state('drop');
  const all = (await clerk.get('/api/sources/states')).json<{ items: { code: string; held: unknown }[] }>();
  expect(all.items.find(({ code }) => code === 'drop')?.held).toEqual(held);
  expect(held).toMatchObject({ filename: 'c.csv', rows: 3 });
  expect(held?.oddities).toEqual([
    { kind: 'new', column: '参保人姓名', now: 'text' },
    { kind: 'missing', column: '姓名', before: 'text' },
  ]);
  const task = async () =>
    (await clerk.get('/api/tasks?whose=department')).json<{ items: { kind: string; count: number }[] }>()
      .items;
  expect(await task()).toMatchObject([{ kind: 'sources.gate', count: 2 }]);
  expect((await clerk.post('/api/sources/sources/drop/run', {})).json<{ code: string }>().code).toBe(
    'sources.gate-shut',
  );

  const taken = await clerk.post('/api/sources/sources/drop/gate', { accept: true, why: '列名改了' });
  expect(taken.statusCode, taken.body).toBe(200);
  expect(await town.batches()).toHaveLength(2);
  expect(await task()).toEqual([]);
  expect((await clerk.post('/api/sources/sources/drop/gate', { accept: true, why: '再来' })).statusCode).toBe(
    409,
  );

  await lay('d.csv', csvOf(3, 300).replace('姓名', '参保人姓名'));
  expect(await town.run('drop')).toMatchObject({ state: 'collected' });
  await lay('e.csv', csvOf(3, 400));
  expect(await town.run('drop')).toMatchObject({ state: 'held' });
  const refused = await clerk.post('/api/sources/sources/drop/gate', { accept: false, why: '发错了' });
  expect(refused.statusCode, refused.body).toBe(200);
  expect((await town.state('drop')).last).toMatchObject({
    state: 'refused',
    reason: { en: 'refused: 发错了' },
  });
  expect(await town.batches()).toHaveLength(3);
});

test('of two who decide at once one does; a source is withdrawn when nothing of it waits', async () => {
  const { clerk } = town;
  await town.make({ code: 'gone', kind: 'folder', settings: { path: 'insured', ready: 'marker' } });
  await lay('g.csv', csvOf(3, 600));
  expect(await town.run('gone')).toMatchObject({ state: 'collected' });
  await lay('h.csv', csvOf(3, 700).replace('姓名', '参保人姓名'));
  expect(await town.run('gone')).toMatchObject({ state: 'held' });
  const path = '/api/sources/sources/gone';
  const withdraw = async () => {
    const { meta } = (await clerk.get(path)).json<{ meta: { revision: number } }>();
    return clerk.post(`${path}/withdraw`, { revision: meta.revision, reason: '系统停用' });
  };
  expect((await withdraw()).json()).toMatchObject({ status: 409, code: 'sources.held-first' });
  const before = (await town.batches()).length;
  const decide = (accept: boolean) => clerk.post(`${path}/gate`, { accept, why: '同时' });
  const decided = await Promise.all([decide(true), decide(false), decide(true)]);
  expect(decided.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
  const taken = (await town.state('gone')).last?.state === 'collected';
  expect(await town.batches()).toHaveLength(before + (taken ? 1 : 0));
  expect((await withdraw()).statusCode).toBe(200);
});

test('a killed run goes on: what it had handed in is still one batch, and its own', async () => {
  await lay('f.csv', csvOf(4, 500).replace('姓名', '参保人姓名'));
  const first = await town.run('drop');
  expect(first).toMatchObject({ state: 'collected', rows: 4 });
  const batches = (await town.batches()).length;
  // As it stood when the process was killed right after ingestion had taken the file: noted, not ended, not moved.
  const { db } = town.city.platform.services.store;
  const { sql } = await import('kysely');
  await sql`update sources.delivery set state = 'handing', batch = null where run = ${first.id}`.execute(db);
  await sql`update sources.run set state = 'running', finished_at = null where id = ${first.id}`.execute(db);
  await lay('f.csv', csvOf(4, 500).replace('姓名', '参保人姓名'));
  const context = town.clerk.context();
  const { runJob } = await import('./jobs.ts');
  const job = await context.startJob(
    context.db,
    runJob,
    { run: first.id, source: 'drop' },
    { actor: context.actor },
  );
  await town.city.finished(job);
  expect((await town.state('drop')).last).toMatchObject({
    id: first.id,
    state: 'collected',
    rows: 4,
    batch: first.batch,
  });
  expect(await town.batches()).toHaveLength(batches);
});

test('an old workbook is refused by its name and holds up nobody; one that is only called so is read', async () => {
  await mkdir(join(own, 'old'), { recursive: true });
  await town.make({ code: 'old', kind: 'folder', settings: { path: 'old', ready: 'marker' } });
  const put = async (name: string, bytes: string | Buffer) => {
    await writeFile(join(own, 'old', name), bytes);
    await writeFile(join(own, 'old', `${name}.ok`), '');
  };
  // The signature of a compound file, as Excel 97 to 2003 wrote them.
  await put('a.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]));
  await put('b.csv', csvOf(2, 700));
  const before = (await town.batches()).length;
  expect(await town.run('old')).toMatchObject({
    state: 'failed',
    reason: {
      en: expect.stringMatching(/^a\.xls: .*Save it as \.xlsx/) as string,
      zh: expect.stringMatching(/^文件“a\.xls”：.*另存为 \.xlsx/) as string,
    },
  });
  expect(await town.batches()).toHaveLength(before + 1);
  expect((await readdir(join(own, 'old'))).toSorted()).toEqual(['a.xls', 'a.xls.ok', 'done']);
  await put('a.xls', csvOf(2, 800));
  expect(await town.run('old')).toMatchObject({ state: 'collected', rows: 2 });
});

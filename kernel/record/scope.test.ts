import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, scopes, system, type Actor, type Scope } from '../actor.ts';
import { defineRecord, type RecordOf } from './define.ts';
import { divisionPrefix } from './division-code.ts';
import { recordHandlers } from './handlers.ts';
import { listQuerySchema } from './operations.ts';
import type { Incoming } from './overrides.ts';
import { importing } from './testing/importing.ts';
import { official, openTrial, type Trial } from './testing/open.ts';
import { Tower, trialModule, Yard } from './testing/records.ts';
import { writeRows } from './write-rows.ts';

const tower = Tower as unknown as RecordOf;
const towers = recordHandlers(tower);
const query = listQuerySchema(tower);

const rows = [
  { code: 'T0001', name: '镇内本部门', owner: 'telecom', division: '330281001001', reportedBy: 'li' },
  { code: 'T0002', name: '镇内他部门', owner: 'mobile', division: '330281001002', reportedBy: 'wang' },
  { code: 'T0003', name: '他镇本部门', owner: 'telecom', division: '330281002', reportedBy: 'wang' },
  { code: 'T0004', name: '外市', owner: 'mobile', division: '330282001', reportedBy: 'zhao' },
  { code: 'T0005', name: '无主' },
];

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
});
afterAll(() => trial.close());

async function reset(standing: readonly Incoming[] = rows): Promise<void> {
  const context = trial.contextFor(system);
  await context.transaction(async (tx) => {
    await sql`delete from trial.tower`.execute(tx);
    await sql`delete from trial.tower_history`.execute(tx);
    await writeRows(context, tx, tower, standing, { source: 'batch:1' });
  });
}

const place = { organisation: 'telecom', division: '330281001' };

/** What each scope reaches of the rows above, for an official of telecom in the town 330281001. */
const reach: Readonly<Record<Scope, readonly string[]>> = {
  own: ['T0001'],
  department: ['T0001', 'T0003'],
  division: ['T0001', 'T0002'],
  city: ['T0001', 'T0002', 'T0003', 'T0004', 'T0005'],
};

const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );

const reads = {
  list: async (actor: Actor) => {
    const page = await towers.list({ query: query.parse({}) } as never, trial.contextFor(actor));
    return page.items.map((row) => (row as { code: string }).code);
  },
  count: async (actor: Actor) => {
    const page = await towers.list({ query: query.parse({ limit: '1' }) } as never, trial.contextFor(actor));
    return page.total.value;
  },
  get: (actor: Actor, key: string) =>
    outcome(towers.get({ params: { key }, query: { reveal: 'no' } }, trial.contextFor(actor))),
  history: (actor: Actor, key: string) =>
    outcome(towers.history({ params: { key }, query: { reveal: 'no' } }, trial.contextFor(actor))),
};

test.each(scopes)('reading in the scope %s reaches its rows and no other', async (scope) => {
  await reset();
  const actor = official({ 'trial:read': scope }, place);
  expect(await reads.list(actor)).toEqual(reach[scope]);
  expect(await reads.count(actor)).toBe(reach[scope].length);
  for (const { code } of rows) {
    const expected = reach[scope].includes(code) ? 'done' : 'request.not-found';
    expect(await reads.get(actor, code)).toBe(expected);
    expect(await reads.history(actor, code)).toBe(expected);
  }
});

test.each(scopes)('changing and withdrawing in the scope %s reaches its rows and no other', async (scope) => {
  await reset();
  const actor = official({ 'trial:read': 'city', 'trial:write': scope }, place);
  const context = trial.contextFor(actor);
  for (const { code } of rows) {
    const within = reach[scope].includes(code);
    const changed = outcome(
      towers.change({ params: { key: code }, body: { revision: 1, values: { name: '改' } } }, context),
    );
    expect(await changed).toBe(within ? 'done' : 'records.outside-scope');
    const revision = within ? 2 : 1;
    const withdrawn = outcome(
      towers.withdraw({ params: { key: code }, body: { revision, reason: '试' } }, context),
    );
    expect(await withdrawn).toBe(within ? 'done' : 'records.outside-scope');
  }
});

test.each(scopes)('adding in the scope %s: only rows that will lie in it', async (scope) => {
  await reset();
  const context = trial.contextFor(official({ 'trial:read': 'city', 'trial:write': scope }, place));
  for (const row of rows) {
    const code = row.code.replace('T0', 'T1');
    const expected = reach[scope].includes(row.code) ? 'done' : 'records.outside-scope';
    expect(await outcome(towers.create({ body: { ...row, code } }, context))).toBe(expected);
  }
});

/** Two hundredths of a degree apart, all in the tile 9/428/211. */
const placed = () =>
  rows.map((row, index) => ({ ...row, place: { type: 'Point', coordinates: [121.1 + index / 50, 30] } }));

test.each(scopes)('exporting and drawing in the scope %s reaches its rows and no other', async (scope) => {
  await reset(placed());
  const context = trial.contextFor(official({ 'trial:read': scope }, place));
  const { body } = await towers.tile({ params: { z: 9, x: 428, y: 211 } }, context);
  const drawn =
    Buffer.from(body as Uint8Array)
      .toString('latin1')
      .match(/T000\d/g) ?? [];
  expect(drawn.toSorted()).toEqual(reach[scope]);
  const { job } = await towers.exportRows({ body: { format: 'csv', columns: ['code'], query: {} } }, context);
  const { outcome } = await trial.jobEnds(job);
  const csv = await readFile(await context.files.path(outcome.files?.[0]?.id ?? ''), 'utf8');
  expect(csv.match(/T000\d/g)).toEqual(reach[scope]);
});

test.each(scopes)('importing in the scope %s: rows that lie in it and will lie in it', async (scope) => {
  await reset();
  const { upload, run } = importing(() => trial);
  const actor = official({ 'trial:read': 'city', 'trial:write': scope }, place);
  const lines = rows.flatMap(({ code, owner = '', division = '', reportedBy = '' }) =>
    [code, code.replace('T0', 'T1')].map((key) => [key, '改', owner, division, reportedBy].join(',')),
  );
  const job = await run(
    await upload(`编码,名称,权属单位,行政区划,上报人\n${lines.join('\n')}\n`, 'a.csv', actor),
    actor,
  );
  const within = reach[scope].length;
  expect(job.outcome.data).toMatchObject({
    created: within,
    changed: within,
    refused: 2 * (rows.length - within),
  });
});

test('nobody moves a row out of, or into, what they may write', async () => {
  await reset();
  const context = trial.contextFor(official({ 'trial:read': 'city', 'trial:write': 'department' }, place));
  const give = towers.change(
    { params: { key: 'T0001' }, body: { revision: 1, values: { owner: 'mobile' } } },
    context,
  );
  expect(await outcome(give)).toBe('records.outside-scope');
  const take = towers.change(
    { params: { key: 'T0002' }, body: { revision: 1, values: { owner: 'telecom' } } },
    context,
  );
  expect(await outcome(take)).toBe('records.outside-scope');
});

test('whoever cannot read a row is not told that it is there', async () => {
  await reset();
  const context = trial.contextFor(official({ 'trial:read': 'own', 'trial:write': 'city' }, place));
  const change = towers.change(
    { params: { key: 'T0004' }, body: { revision: 1, values: { name: '改' } } },
    context,
  );
  expect(await outcome(change)).toBe('request.not-found');
});

test('without the permission, or without the place that the scope asks for, there is no row', async () => {
  await reset();
  const strangers: Actor[] = [
    anonymous,
    official({}, place),
    official({ 'trial:write': 'city' }, place),
    official({ 'trial:read': 'department' }),
    official({ 'trial:read': 'division' }),
  ];
  for (const actor of strangers) expect(await reads.list(actor)).toEqual([]);
  expect(await reads.list(system)).toHaveLength(5);
});

test('a record without the rule for a scope shows nothing in it, unless it says that it is undivided', async () => {
  await reset();
  const silent = defineRecord({ ...tower, rights: { read: 'trial:read', reveal: 'trial:reveal' } });
  const seen = async (record: RecordOf, scope: Scope) => {
    const asked = { query: listQuerySchema(record).parse({}) } as never;
    const page = await recordHandlers(record).list(
      asked,
      trial.contextFor(official({ 'trial:read': scope }, place)),
    );
    return page.items.length;
  };
  for (const scope of scopes) expect(await seen(silent, scope)).toBe(scope === 'city' ? 5 : 0);
  const context = trial.contextFor(system);
  const yard = Yard as unknown as RecordOf;
  await context.transaction((tx) =>
    writeRows(context, tx, yard, [{ code: 'Y1', title: '场' }], { source: 'batch:1' }),
  );
  for (const scope of scopes) expect(await seen(yard, scope)).toBe(1);
  const open = defineRecord({ ...tower, rights: { read: 'public', reveal: 'trial:reveal' } });
  const page = await recordHandlers(open).list(
    { query: listQuerySchema(open).parse({}) } as never,
    trial.contextFor(anonymous),
  );
  expect(page.items).toHaveLength(5);
});

test('a module puts a named relation in place of the declared scope', async () => {
  await reset();
  const modules = [
    trialModule({ rows: ({ actor }) => (actor.id === 'li' ? sql`t.name like '镇内%'` : undefined) }),
  ];
  const asked = { query: query.parse({}) } as never;
  const related = trial.contextFor(official({ 'trial:read': 'own' }, place), { modules });
  expect((await towers.list(asked, related)).items).toHaveLength(2);
  const other = trial.contextFor(official({ 'trial:read': 'own' }, { ...place, id: 'zhao' }), { modules });
  expect((await towers.list(asked, other)).items).toHaveLength(1);
});

test('a record that nobody may write refuses every form', async () => {
  const { write: _write, ...rights } = tower.rights;
  const readOnly = recordHandlers(defineRecord({ ...tower, rights }));
  const context = trial.contextFor(system);
  expect(await outcome(readOnly.create({ body: { code: 'T0009', name: '无' } }, context))).toBe(
    'records.read-only',
  );
});

test.each([
  ['330281', '330281'],
  ['330281001', '330281001'],
  ['330281001001', '330281001001'],
  ['330281000000', '330281'],
  ['330281001000', '330281001'],
  ['330200', '3302'],
  ['330000', '33'],
  ['330200000000', '3302'],
])('the division %s covers every code that begins with %s', (code, prefix) => {
  expect(divisionPrefix(code)).toBe(prefix);
});

import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import { system } from '#kernel/actor';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { organisationsModule } from '#platform/base/organisations';
import { SignedHead } from './contract.ts';
import { isSigned } from './head.ts';
import { verifyLedger } from './index.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '#engines/merkle';
import ledger from './module.ts';
import { sealerOf } from './seal.ts';

let city: TestCity;
let context: Context;
let auditor: Asker;

beforeEach(async () => {
  city = await openTestCity({ modules: [organisationsModule, codesModule, identityModule, ledger] });
  context = city
    .as({ id: 'clerk-7', organisation: '330281-rsj', grants: { 'registers:read': 'department' } })
    .context();
  auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
});
afterEach(() => city.close());

const look = (subjects: string[], more: object = {}) =>
  context.ledger(context.db, {
    action: 'read',
    resource: 'registers.person',
    subjects,
    purpose: '参保核查',
    ...more,
  });

const seal = async () => (await sealerOf(context)).seal();

async function grow(entries: number): Promise<void> {
  await context.transaction(async (tx) => {
    for (let index = 0; index < entries; index += 1)
      await context.ledger(tx, {
        action: 'read',
        resource: 'registers.person',
        subjects: [`p-${index % 50}`],
      });
  });
  await seal();
}

const bytes = (hex: string) => Buffer.from(hex, 'hex');

test('an auditor reads who looked at what and why; nobody else does', async () => {
  await look(['p-1', 'p-2'], { basis: 'registers:reveal' });
  const { items } = (await auditor.get('/api/ledger/entries?resource=registers.person')).json();
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    action: 'read',
    purpose: '参保核查',
    basis: 'registers:reveal',
    subjects: 2,
    actor: { id: 'clerk-7', kind: 'official', organisation: '330281-rsj' },
  });
  expect(items[0].organisationName.zh).toBe('余姚市人力资源和社会保障局');
  expect(items[0].body).not.toContain('p-1');
  const clerk = city.as({ grants: { 'registers:read': 'city' } });
  expect((await clerk.get('/api/ledger/entries')).json().code).toBe('identity.forbidden');
  expect((await clerk.post('/api/ledger/verification')).statusCode).toBe(403);
});

test('entries come in pages, the latest first, and filters hold', async () => {
  await grow(70);
  const all: number[] = [];
  let before = '';
  do {
    const page = (await auditor.get(`/api/ledger/entries?limit=30${before}`)).json();
    all.push(...page.items.map(({ sequence }: { sequence: number }) => sequence));
    before = page.next === null ? '' : `&before=${page.next}`;
  } while (before !== '');
  expect(all.length).toBeGreaterThanOrEqual(70);
  expect(all).toEqual(all.toSorted((a, b) => b - a));
  expect(new Set(all).size).toBe(all.length);
  const none = await auditor.get('/api/ledger/entries?from=2099-01-01T00:00:00%2B08:00');
  expect(none.json().items).toEqual([]);
  expect((await auditor.get('/api/ledger/entries?actor=clerk-7&limit=200')).json().items).toHaveLength(70);
});

test('an entry that is rolled back leaves no gap, and many at once stand in one order', async () => {
  await grow(3);
  await expect(
    context.transaction(async (tx) => {
      await context.ledger(tx, { action: 'change', resource: 'nothing', subjects: [] });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await Promise.all(Array.from({ length: 40 }, (_, index) => look([`p-${index}`])));
  await Promise.all([seal(), seal(), seal()]);
  const { rows } = await sql<{ size: number; last: number; changes: number }>`
    select count(*)::int as size, max(sequence)::int as last, count(*) filter (where resource = 'nothing')::int as changes
    from ledger.entry`.execute(context.db);
  expect(rows[0]).toMatchObject({ last: (rows[0]?.size ?? 0) - 1, changes: 0 });
  expect(await verifyLedger(context)).toMatchObject({ ok: true, faults: [], pending: 0 });
});

test('anyone can check that an entry is in the tree and that the log has only grown', async () => {
  await grow(300);
  const early = SignedHead.parse((await city.stranger.get('/api/ledger/heads?limit=1')).json().items[0]);
  await grow(333);
  const late = SignedHead.parse((await city.stranger.get('/api/ledger/heads?limit=1')).json().items[0]);
  expect(late.size).toBe(early.size + 333);
  expect(isSigned(early) && isSigned(late)).toBe(true);
  expect(isSigned({ ...late, size: late.size - 1 })).toBe(false);

  const path = `/api/ledger/consistency?first=${early.size}&second=${late.size}`;
  const { proof } = (await city.stranger.get(path)).json();
  const grown = {
    first: early.size,
    second: late.size,
    firstRoot: bytes(early.root),
    secondRoot: bytes(late.root),
  };
  expect(verifyConsistency({ ...grown, proof: proof.map(bytes) })).toBe(true);

  for (const sequence of [0, 1, 255, 256, 300, 511, 512, late.size - 1]) {
    const answer = (await city.stranger.get(`/api/ledger/entries/${sequence}/proof`)).json();
    const { items } = (await auditor.get(`/api/ledger/entries?limit=1&before=${sequence + 1}`)).json();
    const leaf = leafHash(Buffer.from(items[0].body));
    expect(leaf.toString()).toBe(bytes(answer.leaf).toString());
    const { size, root } = answer.head;
    const inclusion = { leaf, index: sequence, size, root: bytes(root), proof: answer.proof.map(bytes) };
    expect(verifyInclusion(inclusion), String(sequence)).toBe(true);
  }
  expect((await city.stranger.get(`/api/ledger/entries/${late.size}/proof`)).statusCode).toBe(404);
  expect(
    (await city.stranger.get(`/api/ledger/consistency?first=5&second=${late.size + 1}`)).statusCode,
  ).toBe(404);
});

test('a citizen sees which office looked at the own data, and nothing about others', async () => {
  const admin = city.platform.contextFor(system);
  const id = await admin.transaction((tx) =>
    createAccount(admin, tx, {
      account: 'xiaojiang',
      name: '江试验',
      kind: 'citizen',
      password: 'Yuyao-Bridge-8',
      simulated: true,
      posts: [{ code: 'xiaojiang.citizen', role: 'citizen' }],
      citizen: { idNumber: '000281199001011234', person: 'p-7' },
    }),
  );
  await look(['p-7', 'p-8']);
  await look(['p-8'], { purpose: '别人的事' });
  const me = city.as({ id, kind: 'citizen', grants: { 'registers:self': 'own' } });
  const { items } = (await me.get('/api/ledger/mine')).json();
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    action: 'read',
    purpose: '参保核查',
    who: { kind: 'official', me: false },
  });
  expect(items[0].who.organisation.zh).toBe('余姚市人力资源和社会保障局');
  expect(JSON.stringify(items)).not.toContain('clerk-7');
  const other = city.as({ id: 'somebody', kind: 'citizen', grants: { 'registers:self': 'own' } });
  expect((await other.get('/api/ledger/mine')).json().items).toEqual([]);
  expect((await city.stranger.get('/api/ledger/mine')).statusCode).toBe(401);
});

test('the platform itself cannot change or remove an entry', async () => {
  await grow(2);
  const statements = [
    'update ledger.entry set body = body',
    'delete from ledger.entry',
    'truncate ledger.entry',
    'delete from ledger.head',
    'update ledger.subject set sequence = 0',
  ];
  for (const statement of statements)
    await expect(sql.raw(statement).execute(context.db), statement).rejects.toThrow(/the ledger only grows/);
});

const kinds = async () => {
  const { ok, faults } = await verifyLedger(context);
  return { ok, first: faults[0] && { kind: faults[0].kind, sequence: faults[0].sequence } };
};

test('the heads stand outside of the database too, the keys only there, readable by their owner', async () => {
  await grow(5);
  const file = join(context.config.dataFolder, 'ledger-heads.log');
  const text = await readFile(file, 'utf8');
  expect(text.trimEnd().split('\n').length).toBe((await verifyLedger(context)).heads);
  for (const name of ['ledger-ed25519.pem', 'ledger-subjects.key'])
    expect((await stat(join(context.config.dataFolder, 'keys', name))).mode & 0o777).toBe(0o600);
  await appendFile(file, 'scribble\n');
  expect((await verifyLedger(context)).faults.map(({ kind }) => kind)).toEqual(['outside-unreadable']);
  await writeFile(file, '');
  await grow(1);
  expect((await kinds()).first?.kind).toBe('outside-missing');
});

test('verification runs as a job and keeps what it found', async () => {
  await grow(4);
  expect((await auditor.get('/api/ledger/verification')).json().last).toBeNull();
  const { job } = (await auditor.post('/api/ledger/verification')).json();
  const done = await city.finished(job);
  expect(done.status).toBe('done');
  expect((await auditor.get('/api/ledger/verification')).json().last).toMatchObject({ ok: true, faults: [] });
});

test('entries that name thousands of people each are sealed under several heads, none of them left out', async () => {
  for (let part = 0; part < 4; part += 1)
    await look(Array.from({ length: 40_000 }, (_, at) => `citizen-id:${'a'.repeat(64)}-${part}-${at}`));
  await seal();
  const { rows } = await sql<{ size: number }>`select size from ledger.head order by size`.execute(
    context.db,
  );
  expect(rows.length).toBeGreaterThan(1);
  const { rows: kept } = await sql<{
    count: number;
  }>`select count(*)::int as count from ledger.subject where sequence in (select sequence from ledger.entry where resource = 'registers.person')`.execute(
    context.db,
  );
  expect(kept).toEqual([{ count: 160_000 }]);
});

import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { codesModule } from '#platform/base/codes';
import { createClient, identityModule } from '#platform/base/identity';
import { organisationsModule } from '#platform/base/organisations';
import { openTestCity, type TestCity } from '#testing';
import { SignedHead } from './contract.ts';
import { verifyEvidence } from './evidence.ts';
import { findPrinted, fingerprint, readFingerprint, verifyLedger } from './index.ts';
import ledger from './module.ts';
import { sealerOf } from './seal.ts';
import { tellAll } from './witness.ts';

const modules = [organisationsModule, codesModule, identityModule, ledger];
let witness: TestCity;
let city: TestCity;
let elsewhere: string;

/** The witness answers at a real address: heads travel to it as they do between two cities. */
beforeAll(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'yaojiang-elsewhere-'));
  witness = await openTestCity({ modules });
  const origin = new URL(await witness.app.listen({ host: '127.0.0.1', port: 0 }));
  const office = witness.as({ id: 'office', grants: { '*': 'city' } }).context();
  const client = await office.transaction((tx) =>
    createClient(office, tx, { name: '邻县账本', permissions: ['ledger:witness@city'] }),
  );
  [origin.username, origin.password] = [client.id, client.secret];
  city = await openTestCity({
    modules,
    environment: { LEDGER_HEADS_FOLDER: elsewhere, LEDGER_WITNESSES: origin.href },
  });
});
afterAll(async () => {
  await city.close();
  await witness.close();
  await rm(elsewhere, { recursive: true, force: true });
});

const contextOf = (where: TestCity) => where.as({ id: 'clerk', grants: { '*': 'city' } }).context();

async function grow(entries: number): Promise<void> {
  const context = contextOf(city);
  await context.transaction(async (tx) => {
    for (let index = 0; index < entries; index += 1)
      await context.ledger(tx, { action: 'read', resource: 'registers.person', subjects: [`p-${index}`] });
  });
  await (await sealerOf(context)).seal();
}

const kinds = async () => (await verifyLedger(contextOf(city))).faults.map(({ kind }) => kind);

const tamper = (...statements: string[]) =>
  contextOf(city).transaction(async (tx) => {
    for (const statement of ['set local session_replication_role = replica', ...statements])
      await sql.raw(statement).execute(tx);
  });

async function toldWitness(): Promise<{ size?: number; problem?: string }> {
  const [told] = await tellAll(contextOf(city));
  return told ?? {};
}

test('a witness takes each head with the proof that the log has only grown, and answers with a receipt', async () => {
  await grow(3);
  const first = await toldWitness();
  await grow(300);
  const second = await toldWitness();
  expect(second.size).toBe((first.size ?? 0) + 300);
  expect(await toldWitness()).toMatchObject({ size: second.size });
  const auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const { items, files, key } = (await auditor.get('/api/ledger/receipts')).json();
  expect(items).toMatchObject([{ size: second.size }]);
  expect(items[0].key).not.toBe(key);
  expect(items[0].witness).not.toContain('client-');
  expect(files).toContain(join(elsewhere, 'ledger-heads.log'));
  expect(await verifyLedger(contextOf(city))).toMatchObject({ ok: true, faults: [], unreachable: [] });
  const told = witness.as({ id: 'reader', grants: { 'ledger:audit': 'city' } });
  const noted = (await told.get('/api/ledger/entries?resource=ledger.witness')).json().items;
  expect(noted.map(({ detail }: { detail: { judgement: string } }) => detail.judgement)).toEqual([
    'new',
    'new',
  ]);
});

test('who may not, or sends what is not signed, is refused', async () => {
  const head = SignedHead.parse((await city.stranger.get('/api/ledger/heads?limit=1')).json().items[0]);
  const body = { head, first: 0, proof: [] };
  expect((await witness.stranger.post('/api/ledger/witness/heads', body)).statusCode).toBe(401);
  const clerk = witness.as({ id: 'clerk-2', grants: { 'ledger:audit': 'city' } });
  expect((await clerk.post('/api/ledger/witness/heads', body)).statusCode).toBe(403);
  const sender = witness.as({ id: 'sender', grants: { 'ledger:witness': 'city' } });
  const forged = await sender.post('/api/ledger/witness/heads', {
    ...body,
    head: { ...head, size: head.size + 1 },
  });
  expect([forged.statusCode, forged.json().code]).toEqual([400, 'ledger.head-unsigned']);
  await grow(1);
  const late = SignedHead.parse((await city.stranger.get('/api/ledger/heads?limit=1')).json().items[0]);
  const unproven = await sender.post('/api/ledger/witness/heads', { head: late, first: 2, proof: [] });
  expect([unproven.statusCode, unproven.json().code]).toEqual([409, 'ledger.unproven']);
});

test('a log rewritten together with its own heads and copies is a fork to the witness, and to verification', async () => {
  await grow(4);
  const { size = 0 } = await toldWitness();
  await tamper(
    `create table ledger.before as select * from ledger.entry`,
    `create table ledger.heads_before as select * from ledger.head`,
    `create table ledger.tree_before as select * from ledger.tree`,
  );
  const { signer } = await sealerOf(contextOf(city));
  const { root: _, ...head } = SignedHead.parse(
    (await city.stranger.get('/api/ledger/heads?limit=1')).json().items[0],
  );
  const other = signer.sign({ at: head.at, root: 'ab'.repeat(32), size });
  await tamper(
    `update ledger.head set root = decode('${other.root}', 'hex'), signature = '${other.signature}' where size = ${size}`,
  );
  expect(await kinds()).toContain('forked');
  await tamper(`delete from ledger.head`, `insert into ledger.head select * from ledger.heads_before`);
  expect(await kinds()).toEqual([]);
  const forked = await witness
    .as({ id: 'sender', grants: { 'ledger:witness': 'city' } })
    .post('/api/ledger/witness/heads', { head: other, first: size, proof: [] });
  expect([forked.statusCode, forked.json().code]).toEqual([409, 'ledger.fork']);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ledger.witnessed where contradicts`.execute(contextOf(witness).db);
  expect(rows[0]?.n).toBe(1);
});

test('a log cut short with everything on its own machine is found by what stands elsewhere', async () => {
  await grow(2);
  const { size = 0 } = await toldWitness();
  const own = join(contextOf(city).config.dataFolder, 'ledger-heads.log');
  const kept = await readFile(own, 'utf8');
  await tamper(
    'create table ledger.cut_head as select * from ledger.head',
    `delete from ledger.head where size = ${size}`,
  );
  await writeFile(
    own,
    kept
      .split('\n')
      .filter((line) => !line.includes(`"size":${size},`))
      .join('\n'),
  );
  expect(await kinds()).toEqual(['head-missing', 'head-missing']);
  await tamper('delete from ledger.head', 'insert into ledger.head select * from ledger.cut_head');
  await writeFile(own, kept);
  expect(await kinds()).toEqual([]);
  await appendFile(join(elsewhere, 'ledger-heads.log'), 'scribble\n');
  expect(await kinds()).toEqual(['outside-unreadable']);
});

test('an auditor exports an entry that anyone verifies without the platform; a changed word does not pass', async () => {
  const auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const early = SignedHead.parse((await auditor.get('/api/ledger/heads?limit=1')).json().items[0]);
  await grow(9);
  const answer = await auditor.get(`/api/ledger/entries/2/evidence?since=${early.size}`);
  expect(answer.headers['content-disposition']).toContain('ledger-2.json');
  const evidence = answer.json();
  expect(verifyEvidence(evidence)).toEqual([]);
  expect(verifyEvidence(evidence, { key: early.key, printed: fingerprint(early).toLowerCase() })).toEqual([]);
  const altered = {
    ...evidence,
    entry: { ...evidence.entry, body: evidence.entry.body.replace('"v":1', '"v":2') },
  };
  const cases = [
    [altered, {}, 'not-in-tree'],
    [{ ...evidence, entry: { ...evidence.entry, sequence: 3 } }, {}, 'not-in-tree'],
    [{ ...evidence, head: { ...evidence.head, at: early.at } }, {}, 'head-unsigned'],
    [evidence, { key: 'A'.repeat(43) }, 'key-unknown'],
    [evidence, { printed: '0000-0000-0000-0000' }, 'fingerprint-unknown'],
    [{ ...evidence, since: { head: early, proof: [] } }, {}, 'not-consistent'],
    [{ some: 'file' }, {}, 'not-evidence'],
  ] as const;
  for (const [file, trust, fault] of cases) expect(verifyEvidence(file, trust), fault).toContain(fault);
  expect((await auditor.get('/api/ledger/entries/2/evidence?since=999999')).statusCode).toBe(404);
  const clerk = city.as({ id: 'nobody', grants: { 'registers:read': 'city' } });
  expect((await clerk.get('/api/ledger/entries/2/evidence')).statusCode).toBe(403);
  const noted = (await auditor.get('/api/ledger/entries?resource=ledger.entry')).json().items[0];
  expect(noted).toMatchObject({ action: 'export', detail: { sequence: 2 } });
});

test('the head of a day is printed as sixteen letters, and found again from a careless copy', async () => {
  const { items } = (await city.stranger.get('/api/ledger/heads/daily')).json();
  expect(items[0].fingerprint).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const copied = items[0].fingerprint
    .toLowerCase()
    .replaceAll('-', ' ')
    .replaceAll('0', 'o')
    .replaceAll('1', 'l');
  expect(readFingerprint(copied)).toBe(items[0].fingerprint);
  expect(await findPrinted(contextOf(city), copied)).toMatchObject({ size: items[0].size });
  expect(await findPrinted(contextOf(city), 'AAAA-BBBB-CCCC-DDDD')).toBeUndefined();
});

test('a witness that does not answer is told of and proves nothing', async () => {
  await witness.app.close();
  const { ok, unreachable } = await verifyLedger(contextOf(city));
  expect({ ok, unreachable: unreachable.length }).toEqual({ ok: false, unreachable: 1 });
  expect((await toldWitness()).problem).toBeDefined();
});

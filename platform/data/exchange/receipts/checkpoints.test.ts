import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSigningKey, signer, type Signer } from '#engines/crypto-suite';
import { verifyProof, type Proof, type PublishedKeys } from './verify.ts';
import { employerOf, insured, openTwoSides, type TwoSides } from '../testing/two-sides.ts';
import { anchorHeads } from './anchoring.ts';
import { checkChain, requireChain } from './chain-check.ts';
import { checkChainJob } from './chain-job.ts';
import { CheckpointBody, checkpointResource, signCheckpoint } from './checkpoint.ts';
import { HeadBody, signHead } from './head.ts';
import { jobRun } from '../testing/job-run.ts';
import { sealerOf } from './seal.ts';
import { findHeads, newestBatch } from './store.ts';

// A proof of an old receipt ends at its checkpoint; who rewrites the chain is found by the ledger.

let sides: TwoSides;
let agreement: string;
const db = () => sides.city.platform.services.store.db;
const context = () => sides.office.context();

async function read(): Promise<string> {
  const answer = await sides.rows(agreement, '?limit=1');
  expect(answer.statusCode, answer.body).toBe(200);
  return String(answer.headers['x-exchange-receipt']);
}

async function proofOf(id: string): Promise<Proof> {
  const answer = await sides.program.get(`/exchange/receipts/${id}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

const evidenceOf = async (sequence: number): Promise<unknown> =>
  (await sides.office.get(`/api/ledger/entries/${sequence}/evidence`)).json();

const keysNow = async () => (await sides.stranger.get('/exchange/keys')).json<PublishedKeys>();

/** Batches of one receipt each, sealed one by one as by many seconds of traffic. */
async function sealMore(count: number): Promise<void> {
  const sealer = await sealerOf(context());
  for (let at = 0; at < count; at += 1) {
    await sql`insert into exchange.receipt_entering (told)
      values (json_build_object('id', gen_random_uuid(), 'agreement', 'other', 'consumer', 'other')::text)`.execute(
      db(),
    );
    await sealer.seal();
  }
}

async function unguarded(table: string, work: () => Promise<void>): Promise<void> {
  const name = sql.ref(`exchange.${table}`);
  await sql`alter table ${name} disable trigger only_grows`.execute(db());
  try {
    await work();
  } finally {
    await sql`alter table ${name} enable trigger only_grows`.execute(db());
  }
}

/** Writes the heads from a batch on anew, one after the other, by the city's own key or another: a chain that fits. */
async function rewriteFrom(batch: number, by?: Signer): Promise<void> {
  const own = by ?? (await sealerOf(context())).signer;
  const rows = await findHeads(db(), batch, 1000);
  await unguarded('receipt_head', async () => {
    let [previous, root] = [undefined as string | undefined, 'a'.repeat(64) as string | undefined];
    for (const row of rows) {
      const { form: _f, suite: _s, key: _k, ...said } = HeadBody.parse(JSON.parse(row.body));
      const head = signHead(own, { ...said, root: root ?? said.root, previous: previous ?? said.previous });
      [previous, root] = [head.digest, undefined];
      await sql`update exchange.receipt_head
        set body = ${head.body}, digest = ${head.digest}, signature = ${head.signature}
        where batch = ${row.batch}`.execute(db());
    }
    await sql`update exchange.receipt_chain set digest = ${previous ?? ''}`.execute(db());
  });
}

beforeAll(async () => {
  sides = await openTwoSides();
  await sides.deliver([1, 2, 3].map((number) => insured(number, employerOf(number))));
  agreement = await sides.agreed([{ field: 'insuranceNumber', decision: 'grant' }]);
}, 300_000);
afterAll(() => sides.city.close());

test('a receipt with more than 500 heads after it is proven by its checkpoint and the ledger alone', async () => {
  const id = await read();
  const young = await proofOf(id);
  expect(young.anchor).toBeUndefined();
  await sealMore(510);
  expect((await newestBatch(db())) - young.head.batch).toBeGreaterThan(500);
  expect(await anchorHeads(context())).toBe(1);
  expect(await anchorHeads(context())).toBe(0);
  const [keys, proof] = [await keysNow(), await proofOf(id)];
  expect(proof.following).toEqual([]);
  expect([young.form, proof.form]).toEqual(['yaojiang-exchange-proof/1', 'yaojiang-exchange-proof/2']);
  expect(proof.anchor?.path.length).toBeLessThanOrEqual(10);
  expect(verifyProof(proof, { keys })).toMatchObject({ faults: [], checkpoint: { number: 1 } });
  // The same with the ledger's evidence beside it, as a third would hold both.
  const entries = (await sides.office.get(`/api/ledger/entries?resource=${checkpointResource}`)).json<{
    items: { sequence: number; detail: { checkpoint: string } }[];
  }>().items;
  expect(entries).toHaveLength(1);
  expect(verifyProof(proof, { keys }).checkpoint?.digest).toBe(entries[0]?.detail.checkpoint);
  const evidence = await evidenceOf(entries[0]?.sequence ?? -1);
  expect(verifyProof(proof, { keys, evidence }).faults).toEqual([]);
  const foreign = signer('international', newSigningKey('international')).publicKey.toString('base64url');
  expect(verifyProof(proof, { keys, evidence, trust: { key: foreign } }).faults).toEqual(['ledger-foreign']);
  const { key } = (evidence as { head: { key: string } }).head;
  expect(verifyProof(proof, { keys, evidence, trust: { key } }).faults).toEqual([]);
  const other = await evidenceOf(0);
  expect(verifyProof(proof, { keys, evidence: other }).faults).toEqual(['ledger-foreign']);
  expect(verifyProof(young, { keys, evidence }).faults).toEqual(['ledger-foreign']);
}, 240_000);

test('a proof of the first form that has its checkpoint is read; one of the second that has none is no proof', async () => {
  const [keys, proof] = [await keysNow(), await proofOf(await read())];
  expect(proof.form).toBe('yaojiang-exchange-proof/1');
  await anchorHeads(context());
  const second = await proofOf((JSON.parse(proof.receipt) as { id: string }).id);
  const faultsOf = (change: object) => verifyProof({ ...second, ...change }, { keys }).faults;
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ form: 'yaojiang-exchange-proof/1' })).toEqual([]);
  expect(faultsOf({ anchor: undefined })).toEqual(['not-a-proof']);
  expect(faultsOf({ form: 'yaojiang-exchange-proof/3' })).toEqual(['not-a-proof']);
});

test('a list of receipts gives each proof with its checkpoint, as the single one does, from the tree that is held too', async () => {
  const keys = await keysNow();
  const list = async () =>
    (await sides.program.get('/exchange/receipts?after=0')).json<{ items: Proof[] }>().items;
  const late = await read();
  const [first, again] = [await list(), await list()];
  expect(again).toEqual(first);
  const idOf = ({ receipt }: Proof) => (JSON.parse(receipt) as { id: string }).id;
  const [under, after] = [first.filter(({ anchor }) => anchor), first.filter(({ anchor }) => !anchor)];
  expect(after.map(idOf)).toEqual([late]);
  expect(under.length).toBeGreaterThanOrEqual(2);
  for (const each of under) {
    expect(each).toEqual(await proofOf(idOf(each)));
    expect(verifyProof(each, { keys }).faults).toEqual([]);
  }
});

test('a chain that does not fit is a task of the data office until it does', async () => {
  const check = () => checkChainJob.run({}, jobRun(), context());
  const tasks = async () =>
    (await sides.office.get('/api/tasks?whose=department'))
      .json<{
        items: { kind: string; title: { zh: string }; owner: string }[];
      }>()
      .items.filter(({ kind }) => kind === 'exchange.chain');
  await check();
  expect(await tasks()).toEqual([]);
  const { rows } = await sql<{
    body: string;
  }>`select body from exchange.receipt_head where batch = 5`.execute(db());
  const put = (body: string) =>
    unguarded('receipt_head', async () => {
      await sql`update exchange.receipt_head set body = ${body} where batch = 5`.execute(db());
    });
  await put('{}');
  await expect(check()).rejects.toMatchObject({ code: 'exchange.chain-broken' });
  // Found again it is the same task.
  await expect(check()).rejects.toMatchObject({ code: 'exchange.chain-broken' });
  expect(await tasks()).toMatchObject([{ title: { zh: '交换收据第 5 批缺失或接不上前一批。' } }]);
  await put(rows[0]?.body ?? '');
  await check();
  expect(await tasks()).toEqual([]);
});

test('a checkpoint of another hand, and a head that does not stand under it, are named', async () => {
  const id = await read();
  await anchorHeads(context());
  const [keys, proof] = [await keysNow(), await proofOf(id)];
  const { anchor } = proof;
  if (!anchor) throw new Error('there is no checkpoint');
  const faultsOf = (change: Partial<Proof['anchor']>) =>
    verifyProof({ ...proof, anchor: { ...anchor, ...change } }, { keys }).faults;
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ path: [...anchor.path, 'b'.repeat(64)] })).toEqual(['anchor-foreign']);
  const { signature: _, ...said } = anchor.checkpoint;
  expect(faultsOf({ checkpoint: { ...anchor.checkpoint, root: 'b'.repeat(64) } })).toEqual([
    'anchor-unsigned',
    'anchor-foreign',
  ]);
  const { form: _f, suite: _s, key: _k, ...body } = CheckpointBody.parse(said);
  const forged = signCheckpoint(signer('international', newSigningKey('international')), body);
  const checkpoint = { ...CheckpointBody.parse(JSON.parse(forged.body)), signature: forged.signature };
  expect(faultsOf({ checkpoint })).toEqual(['key-unknown']);
}, 120_000);

test('heads that were written anew and fit are found by what the ledger says of them', async () => {
  const before = await checkChain(context());
  expect(before).toEqual({ checkpoints: 3 });
  expect(() => requireChain(before)).not.toThrow();
  await rewriteFrom(200);
  const verdict = await checkChain(context());
  expect(verdict).toEqual({ checkpoints: 3, altered: 1 });
  expect(() => requireChain(verdict)).toThrow(/exchange receipts|交换收据/);
}, 120_000);

test('heads that break the chain since the last checkpoint, or are of another hand, come under no new one', async () => {
  await sealMore(3);
  const last = await newestBatch(db());
  await rewriteFrom(last, signer('international', newSigningKey('international')));
  await expect(anchorHeads(context())).rejects.toMatchObject({
    code: 'exchange.chain-broken',
    message: expect.stringContaining(String(last)),
  });
  await unguarded('receipt_head', async () => {
    await sql`update exchange.receipt_head set signature = 'AAAA' where batch = ${last - 1}`.execute(db());
  });
  await expect(anchorHeads(context())).rejects.toMatchObject({
    code: 'exchange.chain-broken',
    message: expect.stringContaining(String(last - 1)),
  });
}, 120_000);

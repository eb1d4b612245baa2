import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '#engines/canonical-json';
import { newSigningKey, signer } from '#engines/crypto-suite';
import { employerOf, insured, openTwoSides, type TwoSides } from '../testing/two-sides.ts';
import { acknowledgementForm } from './acknowledgement.ts';
import { underReceipt } from './giving.ts';
import { digestOfHead } from './head.ts';
import { begun, type Receipt } from './receipt.ts';
import { openReceipts } from './store.ts';
import { proves } from '../testing/independent-verifier.ts';
import { verifyProof, type Proof, type PublishedKeys } from './verify.ts';

let sides: TwoSides;
let agreement: string;
const own = signer('international', newSigningKey('international'));

const receiptIn = (proof: Proof) => JSON.parse(proof.receipt) as Receipt;
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;

async function read(query = '', headers: Record<string, string> = {}) {
  const answer = await sides.city.app.inject({
    method: 'GET',
    url: `/exchange/agreements/${agreement}/rows${query}`,
    headers: { 'x-test-actor': 'client-police', 'x-purpose': 'verify', ...headers },
  });
  return { answer, id: String(answer.headers['x-exchange-receipt']) };
}

async function proofOf(id: string, by = sides.program): Promise<Proof> {
  const answer = await by.get(`/exchange/receipts/${id}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

const keysNow = async () => (await sides.stranger.get('/exchange/keys')).json<PublishedKeys>();

async function sign(heads: readonly { batch: number; digest: string }[], change: object = {}) {
  const statement = canonicalJson({
    form: acknowledgementForm,
    consumer: '330281-gaj',
    client: 'client-police',
    at: sides.clock.now().toISOString(),
    heads,
    ...change,
  });
  const signature = own.sign(Buffer.from(statement)).toString('base64url');
  return sides.program.post('/exchange/receipts/acknowledge', { statement, signature });
}

beforeAll(async () => {
  sides = await openTwoSides();
  await sides.deliver([1, 2, 3, 4, 5, 6, 7].map((number) => insured(number, employerOf(number))));
  agreement = await sides.agreed([
    { field: 'insuranceNumber', decision: 'grant' },
    { field: 'employer', decision: 'grant' },
  ]);
});
afterAll(() => sides.city.close());

test('each read has a receipt that both sides can prove, and that another verifier agrees with', async () => {
  const [page, stream] = [await read('?limit=3'), await read('?format=ndjson')];
  const same = await read('?limit=3', { 'if-none-match': String(page.answer.headers['etag']) });
  expect(same.answer.statusCode).toBe(304);
  const digested = createHash('sha256').update(page.answer.rawPayload).digest('base64');
  expect(page.answer.headers['repr-digest']).toBe(`sha-256=:${digested}:`);
  for (const [{ answer, id }, way, rows] of [
    [page, 'page', 3],
    [stream, 'stream', 7],
    [same, 'unchanged', 0],
  ] as const) {
    const proof = await proofOf(id);
    expect(receiptIn(proof)).toMatchObject({
      way,
      rows,
      whole: true,
      agreement,
      provider: '330281-rsj',
      consumer: '330281-gaj',
      client: 'client-police',
      purpose: 'verify',
      bytes: answer.rawPayload.length,
    });
    expect(proves(proof, answer.rawPayload)).toBe(true);
    const verdict = verifyProof(proof, { body: answer.rawPayload, keys: await keysNow() });
    expect(verdict).toMatchObject({ faults: [], acknowledged: false });
  }
  // The ledger's entry names the receipt of the read that it tells of.
  const entries = async () =>
    (await sides.office.get('/api/ledger/entries?resource=ingestion.rsj-insured&action=share')).json<{
      items: { detail?: { receipt?: string } }[];
    }>();
  await expect.poll(async () => JSON.stringify(await entries()), { timeout: 10_000 }).toContain(page.id);
});

/** Two reads whose receipts came into one batch. */
async function readTogether() {
  for (;;) {
    const reads = await Promise.all([read('?limit=1'), read('?limit=2')]);
    const [one, two] = [await proofOf(reads[0].id), await proofOf(reads[1].id)];
    if (one && two && one.head.batch === two.head.batch) return { reads, one, two };
  }
}

test('a body, a receipt, a path, a head, a batch that is another is found and named', async () => {
  const { reads, one: before, two } = await readTogether();
  const later = await proofOf((await read('?limit=4')).id);
  await read('?limit=5');
  const one = await proofOf(receiptIn(before).id);
  const keys = await keysNow();
  const faultsOf = (proof: unknown, held = {}) => verifyProof(proof, held).faults;
  const body = Buffer.from(reads[0].answer.rawPayload);
  expect(faultsOf(one, { body, keys })).toEqual([]);
  expect(faultsOf(one, { body: Buffer.concat([body, Buffer.from(' ')]) })).toEqual(['body-altered']);
  const changed = one.receipt.replace('"rows":1', '"rows":2');
  expect(faultsOf({ ...one, receipt: changed })).toEqual(['receipt-altered']);
  expect(one.head.batch).toBe(two.head.batch);
  expect(faultsOf({ ...one, path: two.path })).toEqual(['path-foreign']);
  expect(faultsOf({ ...one, place: two.place })).toEqual(['path-foreign']);
  expect(faultsOf({ ...one, head: { ...one.head, at: '2026-01-01T00:00:00.000Z' } })).toContain(
    'head-unsigned',
  );
  const [next, after] = one.following;
  expect(next?.batch).toBe(later.head.batch);
  expect(after?.batch).toBe(later.head.batch + 1);
  expect(verifyProof({ ...one, following: [after] })).toMatchObject({
    faults: ['batch-missing'],
    batch: one.head.batch + 1,
  });
  // A batch that somebody made anew with a key of his own.
  const forger = signer('international', newSigningKey('international'));
  const { signature: _, ...said } = { ...later.head, key: forger.publicKey.toString('base64url') };
  const forged = { ...said, root: one.head.root };
  const signature = forger.sign(Buffer.from(canonicalJson(forged))).toString('base64url');
  expect(verifyProof({ ...one, following: [{ ...forged, signature }, after] }, { keys })).toMatchObject({
    faults: ['key-unknown', 'chain-broken'],
    batch: later.head.batch + 1,
  });
  expect(faultsOf({ ...one, following: [{ ...next, root: one.head.root }, after] })).toEqual([
    'head-unsigned',
  ]);
  expect(faultsOf({})).toEqual(['not-a-proof']);
});

test('the consumer signs for the heads it was given; what is signed otherwise is refused', async () => {
  const { id } = await read('?limit=2');
  const proof = await proofOf(id);
  const head = { batch: proof.head.batch, digest: digestOfHead(proof.head) };
  expect(codeOf(await sign([head]))).toBe('exchange.no-key');
  expect(codeOf(await put('no key'))).toBe('exchange.bad-key');
  expect((await put(own.publicPem)).statusCode).toBe(200);
  expect(codeOf(await sign([{ ...head, digest: 'a'.repeat(64) }]))).toBe('exchange.unknown-head');
  expect(codeOf(await sign([head], { consumer: '330281-wjkj' }))).toBe('exchange.other-signer');
  expect(codeOf(await sign([head], { more: 1 }))).toBe('exchange.bad-statement');
  const forged = await sides.program.post('/exchange/receipts/acknowledge', {
    statement: canonicalJson({
      form: acknowledgementForm,
      consumer: '330281-gaj',
      client: 'client-police',
      at: sides.clock.now().toISOString(),
      heads: [head],
    }),
    signature: 'AAAA',
  });
  expect(codeOf(forged)).toBe('exchange.bad-signature');
  expect((await sign([head])).json()).toEqual({ acknowledged: 1 });
  const signed = await proofOf(id);
  const keys = await keysNow();
  expect(verifyProof(signed, { keys })).toMatchObject({ faults: [], acknowledged: true });
  // Another batch does not borrow it, nor does another key make it.
  const other = await proofOf((await read('?limit=1')).id);
  expect(verifyProof({ ...other, acknowledgement: signed.acknowledgement }).faults).toEqual([
    'acknowledgement-foreign',
  ]);
  expect(verifyProof(signed, { keys: { ...keys, consumers: [] } }).faults).toEqual(['consumer-key-unknown']);
  const said = { ...signed.acknowledgement, signature: 'AAAA' };
  expect(verifyProof({ ...signed, acknowledgement: said }).faults).toEqual(['acknowledgement-unsigned']);
  const shown = (await sides.consumer.get(`/api/exchange/agreements/${agreement}/exchanges?limit=2`)).json<{
    items: { receipt: string; acknowledged: boolean }[];
    next: string;
  }>();
  expect(shown.items.map(({ acknowledged }) => acknowledged)).toEqual([false, true]);
  const older = await sides.provider.get(
    `/api/exchange/agreements/${agreement}/exchanges?before=${shown.next}`,
  );
  expect(older.json<{ items: { receipt: string }[] }>().items.map(({ receipt }) => receipt)).not.toContain(
    shown.items[1]?.receipt,
  );
});

const put = (pem: string) =>
  sides.city.app.inject({
    method: 'PUT',
    url: '/exchange/receipts/key',
    headers: { 'x-test-actor': 'client-police' },
    payload: { pem },
  });

test('either side and the data office see a receipt, nobody else does; a program gets its own in order', async () => {
  const { id } = await read('?limit=1');
  const byProvider = await sides.provider.get(`/api/exchange/receipts/${id}/proof`);
  expect(verifyProof(byProvider.json()).faults).toEqual([]);
  expect((await sides.office.get(`/api/exchange/receipts/${id}/proof`)).statusCode).toBe(200);
  expect((await sides.stranger.get(`/exchange/receipts/${id}`)).statusCode).toBe(404);
  expect((await sides.stranger.get(`/api/exchange/receipts/${id}/proof`)).statusCode).toBe(404);
  expect((await sides.program.get(`/exchange/receipts/${randomUUID()}`)).statusCode).toBe(404);
  const seen: string[] = [];
  for (let after = 0; ;) {
    const page = (await sides.program.get(`/exchange/receipts?after=${after}&limit=2`)).json<{
      items: Proof[];
      next: number;
    }>();
    for (const proof of page.items) expect(verifyProof(proof).faults).toEqual([]);
    seen.push(...page.items.map((proof) => receiptIn(proof).id));
    if (page.items.length === 0) break;
    after = page.next;
  }
  const { db } = sides.city.platform.services.store;
  const all = await sql<{ id: string }>`select id from exchange.receipt order by batch, place`.execute(db);
  expect(seen).toEqual(all.rows.map((row) => row.id));
  expect((await sides.stranger.get('/exchange/receipts')).json()).toEqual({ items: [], next: 0 });
  const { items, newest } = (await sides.stranger.get('/exchange/heads?limit=1000')).json<{
    items: Proof['head'][];
    newest: number;
  }>();
  expect(items.map(({ batch }) => batch)).toEqual(Array.from({ length: newest }, (_, index) => index + 1));
});

test('what breaks off says how much of it left', async () => {
  const {
    rows: _rows,
    bytes: _bytes,
    body: _body,
    whole: _whole,
    ...known
  } = receiptIn(await proofOf((await read('?limit=1')).id));
  const draft = { ...known, id: randomUUID(), way: 'stream' } as const;
  async function* pieces() {
    yield { part: Buffer.from('一\n二\n'), rows: 2 };
    throw new Error('recalled meanwhile');
  }
  const left: Buffer[] = [];
  const context = sides.program.context();
  await openReceipts(context.db, [begun(draft, 9)], context.clock.now().toISOString());
  const send = async () => {
    for await (const part of underReceipt(context, draft, pieces())) left.push(part);
  };
  await expect(send()).rejects.toThrow('recalled meanwhile');
  const proof = await proofOf(draft.id);
  expect(receiptIn(proof)).toMatchObject({ rows: 2, bytes: 8, whole: false });
  expect(verifyProof(proof, { body: Buffer.concat(left) }).faults).toEqual([]);
});

test('what is read so slowly that its receipt was ended without it breaks off there', async () => {
  const {
    rows: _rows,
    bytes: _bytes,
    body: _body,
    whole: _whole,
    ...known
  } = receiptIn(await proofOf((await read('?limit=1')).id));
  const draft = { ...known, id: randomUUID(), way: 'stream' } as const;
  async function* pieces() {
    yield { part: Buffer.from('一\n'), rows: 1 };
    yield { part: Buffer.from('二\n'), rows: 1 };
  }
  const left: Buffer[] = [];
  const context = sides.program.context();
  await openReceipts(context.db, [begun(draft, 2)], context.clock.now().toISOString());
  const send = async () => {
    for await (const part of underReceipt(context, draft, pieces())) {
      left.push(part);
      sides.clock.advance(11 * 60_000);
      await proofOf(draft.id);
    }
  };
  await expect(send()).rejects.toThrow('stood still');
  expect(left).toHaveLength(1);
  expect(receiptIn(await proofOf(draft.id))).toMatchObject({ rows: 2, body: null, whole: false });
});

test('a stream whose sender was lost has a receipt that says so, and nothing that is kept can be changed', async () => {
  const { db } = sides.city.platform.services.store;
  const draft = receiptIn(await proofOf((await read('?limit=1')).id));
  const { rows: _rows, bytes: _bytes, body: _body, whole: _whole, ...known } = draft;
  const id = randomUUID();
  await openReceipts(db, [begun({ ...known, id, way: 'stream' }, 7)], sides.clock.now().toISOString());
  expect((await sides.program.get(`/exchange/receipts/${id}`)).statusCode).toBe(404);
  sides.clock.advance(11 * 60_000);
  expect(receiptIn(await proofOf(id))).toMatchObject({ way: 'stream', rows: 7, body: null, whole: false });
  await expect(sql`update exchange.receipt set body = '{}'`.execute(db)).rejects.toThrow(/refused/);
  await expect(sql`delete from exchange.receipt_head`.execute(db)).rejects.toThrow(/refused/);
});

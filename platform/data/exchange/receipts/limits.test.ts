import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '#engines/canonical-json';
import { newSigningKey, signer, type Signer } from '#engines/crypto-suite';
import { employerOf, insured, openTwoSides, type TwoSides } from '../testing/two-sides.ts';
import { acknowledgementForm } from './acknowledgement.ts';
import { digestOfHead } from './head.ts';
import { verifyProof, type Proof, type PublishedKeys } from './verify.ts';

// What proofs and acknowledgements cost, and what they do not prove.

let sides: TwoSides;
let agreement: string;
const client = 'client-police';
const db = () => sides.city.platform.services.store.db;

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

const keysNow = async () => (await sides.stranger.get('/exchange/keys')).json<PublishedKeys>();

async function register({ publicPem: pem }: Signer): Promise<void> {
  const answer = await sides.city.app.inject({
    method: 'PUT',
    url: '/exchange/receipts/key',
    headers: { 'x-test-actor': client },
    payload: { pem },
  });
  expect(answer.statusCode, answer.body).toBe(200);
}

interface Told {
  readonly heads: readonly { readonly batch: number; readonly digest: string }[];
  readonly at?: string;
}

function statementBy(own: Signer, { heads, at = sides.clock.now().toISOString() }: Told) {
  const statement = canonicalJson({ form: acknowledgementForm, consumer: '330281-gaj', client, at, heads });
  return {
    statement,
    suite: own.suite,
    key: own.publicKey.toString('base64url'),
    signature: own.sign(Buffer.from(statement)).toString('base64url'),
  };
}

const acknowledge = (own: Signer, told: Told) => {
  const { statement, signature } = statementBy(own, told);
  return sides.program.post('/exchange/receipts/acknowledge', { statement, signature });
};

const headOf = ({ head }: Proof) => ({ batch: head.batch, digest: digestOfHead(head) });
const newSigner = () => signer('international', newSigningKey('international'));

beforeAll(async () => {
  sides = await openTwoSides();
  await sides.deliver([1, 2, 3].map((number) => insured(number, employerOf(number))));
  agreement = await sides.agreed([{ field: 'insuranceNumber', decision: 'grant' }]);
}, 300_000);
afterAll(() => sides.city.close());

test('a proof is there although something new comes with each batch that is sealed', async () => {
  await sql`create function exchange.another() returns trigger language plpgsql as $$
    begin
      insert into exchange.receipt_entering (told)
        values (json_build_object('id', gen_random_uuid(), 'agreement', 'other', 'consumer', 'other')::text);
      return null;
    end $$`.execute(db());
  const id = await read();
  await sql`create trigger another after insert on exchange.receipt_head
    for each row execute function exchange.another()`.execute(db());
  try {
    const asked = Promise.all([proofOf(id), proofOf(id), proofOf(id)]);
    const late = new Promise((done) => {
      setTimeout(() => done('late'), 60_000).unref();
    });
    expect(await Promise.race([asked, late])).toMatchObject([{ place: 0 }, { place: 0 }, { place: 0 }]);
  } finally {
    await sql`drop trigger another on exchange.receipt_head`.execute(db());
  }
}, 120_000);

test('a key proves nothing of what came after it was retired, nor for another client, nor without the published keys', async () => {
  const [old, now] = [newSigner(), newSigner()];
  await register(old);
  const before = await proofOf(await read());
  expect((await acknowledge(old, { heads: [headOf(before)] })).json()).toEqual({ acknowledged: 1 });
  sides.clock.advance(3_600_000);
  await register(now);
  const keys = await keysNow();
  const signed = await proofOf(JSON.parse(before.receipt).id as string);
  // What it signed while it was the key stays proven.
  expect(verifyProof(signed, { keys })).toMatchObject({ faults: [], acknowledged: true });
  expect(verifyProof(signed)).toMatchObject({ faults: [], acknowledged: false });
  const others = { ...keys, consumers: keys.consumers.map((key) => ({ ...key, client: 'client-other' })) };
  expect(verifyProof(signed, { keys: others })).toMatchObject({
    faults: ['consumer-key-unknown'],
    acknowledged: false,
  });
  sides.clock.advance(3_600_000);
  const after = await proofOf(await read());
  const heads = [headOf(after)];
  for (const at of [sides.clock.now().toISOString(), before.head.at]) {
    const acknowledgement = statementBy(old, { heads, at });
    expect(verifyProof({ ...after, acknowledgement }, { keys })).toMatchObject({
      faults: ['consumer-key-untimely'],
      acknowledged: false,
    });
  }
  for (const at of [before.head.at, '2027-01-01T00:00:00.000Z'])
    expect((await acknowledge(now, { heads, at })).json()).toMatchObject({ code: 'exchange.bad-time' });
  const acknowledgement = statementBy(now, { heads });
  expect(verifyProof({ ...after, acknowledgement }, { keys })).toMatchObject({
    faults: [],
    acknowledged: true,
  });
}, 120_000);

test('a statement is kept where it says something new of receipts of its own consumer', async () => {
  const own = newSigner();
  await register(own);
  const kept = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from exchange.acknowledgement`.execute(db())).rows[0]
      ?.n ?? 0;
  const before = await kept();
  const heads = [headOf(await proofOf(await read()))];
  for (let time = 0; time < 3; time += 1) {
    sides.clock.advance(1000);
    expect((await acknowledge(own, { heads })).json()).toEqual({ acknowledged: 1 });
  }
  expect(await kept()).toBe(before + 1);
  const foreign = await sql<{ batch: number; digest: string }>`
    select batch::int as batch, digest from exchange.receipt_head h
    where not exists (select from exchange.receipt r where r.batch = h.batch and r.consumer = '330281-gaj')
    order by batch limit 1`.execute(db());
  expect(foreign.rows).toHaveLength(1);
  expect((await acknowledge(own, { heads: foreign.rows })).json()).toEqual({ acknowledged: 0 });
  expect(await kept()).toBe(before + 1);
}, 120_000);

test('a page of proofs is of twenty batches at most, and each proves', async () => {
  const all = new Set<number>();
  while (all.size < 22) all.add((await proofOf(await read())).head.batch);
  const seen: number[] = [];
  for (let after = 0; ;) {
    const page = (await sides.program.get(`/exchange/receipts?after=${after}&limit=1000`)).json<{
      items: Proof[];
      next: number;
    }>();
    if (page.items.length === 0) break;
    const batches = new Set(page.items.map(({ head }) => head.batch));
    expect(batches.size).toBeLessThanOrEqual(20);
    for (const proof of page.items) expect(verifyProof(proof).faults).toEqual([]);
    seen.push(...batches);
    after = page.next;
  }
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
  expect([...all].every((batch) => seen.includes(batch))).toBe(true);
}, 120_000);

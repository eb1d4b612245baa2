import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobRun } from '#kernel/job';
import { verifyProof, type Proof } from '../receipts/verify.ts';
import { bound, insured, openTwoSides, type TwoSides } from '../testing/two-sides.ts';
import { sendChanges } from './sending.ts';

// A department follows what changes of another's rows: by asking, and by being told.

interface Feed {
  readonly items: readonly {
    readonly change: 'added' | 'changed' | 'gone';
    readonly row: string;
    readonly values?: Readonly<Record<string, string | null>>;
  }[];
  readonly next: number;
  readonly more: boolean;
}

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

let sides: TwoSides;
let receiver: Server;
let address: string;
let status = 200;
const received: Received[] = [];
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(status).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  address = `http://127.0.0.1:${port}/changes`;
  sides = await openTwoSides({ EXCHANGE_INSIDE: `127.0.0.1:${port}` });
}, 300_000);
afterAll(async () => {
  receiver.close();
  await sides.city.close();
});

const ofFirm = '模拟甲公司';
const deliver = (...lines: readonly string[]) => {
  sides.clock.advance(60_000);
  return sides.deliver(lines);
};
const subscribe = (items: readonly object[], change = {}) =>
  sides.agreed(items, [{ field: 'employer', values: [ofFirm] }], { way: 'subscription', ...change });
const ask = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) =>
  sides.city.app.inject({
    method,
    url: `/exchange/agreements/${path}`,
    headers: { 'x-test-actor': 'client-police', 'x-purpose': 'verify' },
    ...(payload ? { payload } : {}),
  });
async function feed(id: string, query = '') {
  const answer = await ask('GET', `${id}/changes${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return { ...answer.json<Feed>(), answer };
}

test('what was added, has changed and is gone, masked and filtered as ever, again from any number', async () => {
  await deliver(insured(1, ofFirm), insured(2, ofFirm), insured(3, '模拟乙公司'));
  const id = await subscribe([
    { field: 'insuranceNumber', decision: 'grant' },
    { field: 'name', decision: 'mask' },
    { field: 'employer', decision: 'grant' },
  ]);
  expect(codeOf(await sides.rows(id))).toBe('exchange.other-way');
  const first = await feed(id);
  expect(
    first.items.map(({ change, values }) => [change, values?.['insuranceNumber'], values?.['name']]),
  ).toEqual([
    ['added', '1', '试*1'],
    ['added', '2', '试*2'],
  ]);
  expect((await feed(id, `?after=${first.next}`)).items).toEqual([]);
  // What only the provider sees changes nothing; what no longer fits the filter is gone.
  await deliver(insured(1, ofFirm, '15412349999'), insured(2, '模拟乙公司'), insured(3, ofFirm));
  const second = await feed(id, `?after=${first.next}`);
  expect(second.items.map(({ change, row, values }) => [change, row, values?.['insuranceNumber']])).toEqual([
    ['added', expect.any(String), '3'],
    ['gone', first.items[1]?.row, undefined],
  ]);
  const pages = [await feed(id, `?after=${first.next}&limit=1`)];
  expect(pages[0]?.more).toBe(true);
  pages.push(await feed(id, `?after=${pages[0]?.next}&limit=1`));
  expect(pages.flatMap(({ items }) => items)).toEqual(second.items);
  // From the beginning a row that came and went is none.
  const all = await feed(id);
  expect(all.items.map(({ change, values }) => [change, values?.['insuranceNumber']])).toEqual([
    ['added', '1'],
    ['added', '3'],
  ]);
  const proof = await sides.program.get(
    `/exchange/receipts/${String(second.answer.headers['x-exchange-receipt'])}`,
  );
  const read = proof.json<Proof>();
  expect(verifyProof(read, { body: second.answer.rawPayload }).faults).toEqual([]);
  expect(JSON.parse(read.receipt)).toMatchObject({ way: 'changes', rows: 2 });
});

test('where the key is not given, a row is known by a name of its own for this agreement alone', async () => {
  const items = [{ field: 'name', decision: 'grant' }];
  const [one, two] = [await feed(await subscribe(items)), await feed(await subscribe(items, bound))];
  expect(one.items).toHaveLength(two.items.length);
  const names = [...one.items, ...two.items].map(({ row }) => row);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(one.items[0]?.values ?? {})).toEqual(['name']);
});

const isSigned = ({ headers, body }: Received, secret: string): boolean => {
  const [, at = '', signed] =
    /^t=(\d+),hmac-sha256=([0-9a-f]{64})$/.exec(String(headers['x-exchange-signature'])) ?? [];
  const key = Buffer.from(secret, 'utf8');
  return createHmac('sha256', key).update(`${at}.`).update(body).digest('hex') === signed;
};

test('changes are sent after each delivery, signed; what is not taken is tried again, given up, and sent anew', async () => {
  const id = await subscribe([
    { field: 'insuranceNumber', decision: 'grant' },
    { field: 'mobile', decision: 'grant' },
  ]);
  for (const url of [
    'http://127.0.0.1:1/x',
    'http://example.org/',
    'ftp://example.org/',
    'https://a:b@example.org/',
  ])
    expect(codeOf(await ask('PUT', `${id}/webhook`, { url }))).toBe('exchange.bad-address');
  expect(codeOf(await ask('POST', `${id}/webhook/replay`, {}))).toBe('exchange.no-webhook');
  const { secret } = (await ask('PUT', `${id}/webhook`, { url: address })).json<{ secret: string }>();
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(1);
  await deliver(insured(1, ofFirm, '15412340001'));
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(2);
  const [whole, last] = received.map(({ body }) => JSON.parse(body.toString('utf8')) as Feed);
  expect(whole?.items.map(({ change }) => change)).toEqual(['added', 'added']);
  expect(last?.items).toMatchObject([
    { change: 'changed', values: { insuranceNumber: '1', mobile: '15412340001' } },
  ]);
  for (const each of received) {
    expect(isSigned(each, secret)).toBe(true);
    const proof = await sides.program.get(`/exchange/receipts/${String(each.headers['x-exchange-receipt'])}`);
    expect(verifyProof(proof.json(), { body: each.body }).faults).toEqual([]);
    expect(JSON.parse(proof.json<Proof>().receipt)).toMatchObject({ way: 'webhook', whole: true });
  }
  const still: JobRun = {
    id: 'test',
    attempt: sendChanges.attempts,
    signal: new AbortController().signal,
    state: null,
    progress: () => undefined,
    checkpoint: () => Promise.resolve(),
  };
  const standing = async () =>
    (await ask('GET', `${id}/webhook`)).json<{
      dead: boolean;
      problem: string;
      sent: number;
      change: number;
    }>();
  status = 500;
  await deliver(insured(3, ofFirm, '15412340003'));
  await expect.poll(async () => (await standing()).problem, { timeout: 20_000 }).toBe('HTTP 500');
  await expect(sendChanges.run({ agreement: id }, still, sides.program.context())).rejects.toThrow(
    'HTTP 500',
  );
  const dead = await standing();
  expect(dead).toMatchObject({ dead: true, problem: 'HTTP 500' });
  expect(dead.sent).toBeLessThan(dead.change);
  // Added twice, changed once, and one more that nobody took however often it was tried: each is counted once.
  const counted = async () =>
    (await sides.consumer.get(`/api/exchange/agreements/${id}/use`)).json<{ days: { rows: number }[] }>()
      .days;
  expect(await counted()).toMatchObject([{ rows: 4 }]);
  status = 204;
  const before = received.length;
  expect((await ask('POST', `${id}/webhook/replay`, {})).statusCode).toBe(200);
  await expect.poll(async () => (await standing()).sent, { timeout: 20_000 }).toBe(dead.change);
  expect(received.length).toBeGreaterThan(before);
  expect(await counted()).toMatchObject([{ rows: 4 }]);
  // A recall holds for what is sent, too.
  const sent = received.length;
  await sides.provider.post(`/api/exchange/agreements/${id}/recall`, { why: '超出约定使用' });
  expect(codeOf(await ask('GET', `${id}/changes`))).toBe('exchange.recalled');
  await deliver(insured(1, ofFirm, '15412340009'));
  await sendChanges.run({ agreement: id }, { ...still, attempt: 1 }, sides.program.context());
  expect(received).toHaveLength(sent);
});

test('a file gives everything at once, to its consumer alone, and no text of it is a formula', async () => {
  await deliver(insured(4, '=模拟丙公司'), insured(5, ofFirm));
  const id = await sides.agreed(
    [
      { field: 'insuranceNumber', decision: 'grant' },
      { field: 'name', decision: 'mask' },
      { field: 'employer', decision: 'grant' },
    ],
    [],
    { way: 'file' },
  );
  const csv = await ask('GET', `${id}/file`);
  expect(csv.statusCode, csv.body).toBe(200);
  const lines = csv.body.replace('\u{FEFF}', '').trimEnd().split('\r\n');
  expect(lines[0]).toBe('insuranceNumber,name,employer');
  expect(lines).toContain("4,试*4,'=模拟丙公司");
  expect(lines).toHaveLength(6);
  const proof = await sides.program.get(`/exchange/receipts/${String(csv.headers['x-exchange-receipt'])}`);
  expect(verifyProof(proof.json(), { body: csv.rawPayload }).faults).toEqual([]);
  const parquet = await ask('GET', `${id}/file?format=parquet`);
  expect(parquet.statusCode, parquet.body).toBe(200);
  expect(parquet.rawPayload.subarray(0, 4).toString()).toBe('PAR1');
  const { lake } = sides.city.platform.services;
  const path = await lake.path('test', 'given.parquet');
  const { writeFile } = await import('node:fs/promises');
  await writeFile(path, parquet.rawPayload);
  const rows = await lake.session((session) =>
    session.rows(`select * from read_parquet('${path}') order by "insuranceNumber"`),
  );
  expect(rows[3]).toEqual({ insuranceNumber: '4', name: '试*4', employer: '=模拟丙公司' });
  expect(
    (await sides.stranger.get(`/exchange/agreements/${id}/file`, { purpose: 'verify' })).statusCode,
  ).toBe(404);
  expect((await sides.provider.get(`/api/exchange/agreements/${id}/file?purpose=verify`)).statusCode).toBe(
    403,
  );
  expect(codeOf(await ask('GET', `${id}/changes`))).toBe('exchange.other-way');
  const byPerson = sides.city.as({
    id: 'clerk-police',
    organisation: '330281-gaj',
    grants: { 'exchange:fetch': 'department' },
  });
  const downloaded = await byPerson.get(`/api/exchange/agreements/${id}/file?purpose=verify`);
  expect(downloaded.statusCode, downloaded.body).toBe(200);
  expect(downloaded.headers['content-disposition']).toContain('rsj-insured.csv');
});

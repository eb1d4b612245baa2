import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '#platform/base/identity';
import type { Asker } from '#testing';
import { bound, insured, openTwoSides, type TwoSides } from '../testing/two-sides.ts';

// People of the consumer set where changes are sent to, and try it, on a page.

let sides: TwoSides;
let receiver: Server;
let address: string;
let status = 204;
const bodies: { readonly test?: boolean; readonly items: unknown[] }[] = [];
let clerk: Asker;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      bodies.push(JSON.parse(Buffer.concat(parts).toString()) as (typeof bodies)[number]);
      response.writeHead(status).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  address = `http://127.0.0.1:${port}/in`;
  sides = await openTwoSides({ EXCHANGE_INSIDE: `127.0.0.1:${port}` });
  const setup = sides.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const posts = [{ code: 'clerk.post', organisation: '330281-gaj', role: 'data-clerk' }];
  const said = { name: '李试验', kind: 'official', password: 'Yuyao-Bridge-8', simulated: true } as const;
  const id = await setup.transaction((tx) => createAccount(setup, tx, { ...said, account: 'clerk', posts }));
  clerk = sides.city.as({
    id,
    organisation: '330281-gaj',
    grants: { 'exchange:fetch': 'department', 'exchange:read': 'department' },
  });
  await sides.deliver([insured(1), insured(2)]);
}, 300_000);
afterAll(async () => {
  receiver.close();
  await sides.city.close();
});

const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;
const items = [{ field: 'name', decision: 'grant' }];

test('set, tried, changed and stopped by the consumer alone; a test carries no row and counts nowhere', async () => {
  const id = await sides.agreed(items, [], { way: 'subscription' });
  const path = `/api/exchange/agreements/${id}/webhook`;
  expect(codeOf(await clerk.post(`${path}/test`, {}))).toBe('exchange.no-webhook');
  // Where connectors may not go, deliveries may not either.
  for (const url of [
    'http://127.0.0.1:1/x',
    'http://169.254.169.254/',
    'https://a:b@example.org/',
    'file:///etc',
  ])
    expect(codeOf(await clerk.put(path, { url }))).toBe('exchange.bad-address');
  expect(codeOf(await clerk.put(path, { broker: 'nats' }))).toBe('exchange.no-broker');
  expect((await sides.stranger.put(path, { url: address })).statusCode).toBe(404);
  expect((await sides.provider.put(path, { url: address })).statusCode).toBe(403);
  const set = await clerk.put(path, { url: address });
  expect(set.json(), set.body).toMatchObject({ url: address, secret: expect.any(String) as string });
  await expect.poll(() => bodies.flatMap((body) => body.items).length, { timeout: 20_000 }).toBe(2);
  const before = bodies.length;
  expect((await clerk.post(`${path}/test`, {})).json()).toEqual({ problem: null });
  expect(bodies.slice(before)).toMatchObject([{ test: true, items: [] }]);
  status = 503;
  expect((await clerk.post(`${path}/test`, {})).json()).toEqual({ problem: 'HTTP 503' });
  status = 204;
  const seen = (await sides.provider.get(path)).json<{ sent: number; change: number; failures: number }>();
  // The rest of an address may be a secret: the provider sees whose server it is.
  expect(seen).toMatchObject({
    url: null,
    host: new URL(address).host,
    sent: 2,
    change: 2,
    failures: 0,
    broker: false,
  });
  expect((await clerk.get(path)).json()).toMatchObject({ url: address });
  const use = await sides.consumer.get(`/api/exchange/agreements/${id}/use`);
  expect(use.json()).toMatchObject({ days: [{ rows: 2 }] });
  // An address that leads into a network nobody listed is refused when it is asked, whatever its name.
  await clerk.put(path, { url: 'https://localhost/in' });
  expect((await clerk.post(`${path}/test`, {})).json()).toEqual({ problem: 'private-address' });
  const removed = await sides.city.app.inject({
    method: 'DELETE',
    url: path,
    headers: { 'x-test-actor': clerk.actor.id },
  });
  expect(removed.json(), removed.body).toEqual({ url: null });
});

test('what one system alone may read is sent nowhere but where that system says', async () => {
  const id = await sides.agreed(items, [], { way: 'subscription', ...bound });
  const answer = await clerk.put(`/api/exchange/agreements/${id}/webhook`, { url: address });
  expect(codeOf(answer)).toBe('exchange.other-system');
});

test('a trial by a person counts as a call: beyond the agreed number of calls nothing goes out', async () => {
  const id = await sides.agreed(items, [], { way: 'subscription' });
  const path = `/api/exchange/agreements/${id}/webhook`;
  await clerk.put(path, { url: address });
  const tried: number[] = [];
  for (let at = 0; at < 500 && tried.at(-1) !== 429; at += 1)
    tried.push((await clerk.post(`${path}/test`, {})).statusCode);
  expect(tried.at(-1)).toBe(429);
  expect(codeOf(await clerk.post(`${path}/test`, {}))).toBe('exchange.rate-limited');
  expect(tried.slice(0, -1).every((status) => status === 200)).toBe(true);
});

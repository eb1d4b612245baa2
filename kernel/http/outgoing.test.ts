import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressKind } from './inside-address.ts';
import { askOutside, OutgoingFault, type OutgoingRequest } from './outgoing.ts';

test.each([
  ['8.8.8.8', 'public'],
  ['172.32.0.1', 'public'],
  ['2400:3200::1', 'public'],
  ['10.1.2.3', 'inside'],
  ['172.16.0.1', 'inside'],
  ['172.31.255.255', 'inside'],
  ['192.168.8.8', 'inside'],
  ['100.64.0.1', 'inside'],
  ['127.0.0.1', 'inside'],
  ['::1', 'inside'],
  ['fd00::1', 'inside'],
  ['::ffff:10.0.0.1', 'inside'],
  ['::ffff:7f00:1', 'inside'],
  ['169.254.169.254', 'never'],
  ['::ffff:169.254.169.254', 'never'],
  ['fe80::1', 'never'],
  ['64:ff9b::a00:1', 'never'],
  ['2002:a00:1::', 'never'],
  ['0.0.0.0', 'never'],
  ['::', 'never'],
  ['224.0.0.1', 'never'],
  ['255.255.255.255', 'never'],
  ['not an address', 'never'],
])('%s is %s', (address, kind) => {
  expect(addressKind(address)).toBe(kind);
});

let server: Server;
let origin: string;
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    if (request.url === '/slow') return;
    if (request.url === '/drip') {
      response.write('a');
      return;
    }
    if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' });
    if (request.url === '/large') response.write(Buffer.alloc(50_000));
    response.end(`${request.method} ${request.url}`);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const kindOf = async (request: OutgoingRequest): Promise<string> =>
  askOutside(request).then(
    () => 'answered',
    (error: unknown) => (error instanceof OutgoingFault ? error.kind : String(error)),
  );

test('what is registered as inside is asked; redirects are told, not followed', async () => {
  const answer = await askOutside({ url: `${origin}/x`, inside: true, method: 'POST', body: 'ä' });
  expect([answer.status, answer.body.toString()]).toEqual([200, 'POST /x']);
  expect((await askOutside({ url: `${origin}/away`, inside: true })).status).toBe(302);
});

test('without that no private address is asked, in numbers, by name or in disguise', async () => {
  const before = asked;
  const port = new URL(origin).port;
  expect(await kindOf({ url: `${origin}/x` })).toBe('private-address');
  for (const host of ['localhost', '127.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])
    expect(await kindOf({ url: `https://${host}:${port}/x` }), host).toBe('private-address');
  expect(asked).toBe(before);
});

test('nowhere is never asked, registered or not; nor files, nor passwords in addresses, nor plain http outside', async () => {
  expect(await kindOf({ url: 'http://169.254.169.254/latest/meta-data', inside: true })).toBe(
    'private-address',
  );
  expect(await kindOf({ url: 'http://0.0.0.0/', inside: true })).toBe('private-address');
  expect(await kindOf({ url: 'file:///etc/passwd', inside: true })).toBe('bad-address');
  expect(await kindOf({ url: 'https://a:b@example.com/', inside: true })).toBe('bad-address');
  expect(await kindOf({ url: 'nonsense' })).toBe('bad-address');
  expect(await kindOf({ url: 'http://example.com/' })).toBe('not-https');
});

test('time and size have an end', async () => {
  expect(await kindOf({ url: `${origin}/slow`, inside: true, timeoutMs: 150 })).toBe('timeout');
  expect(await kindOf({ url: `${origin}/drip`, inside: true, timeoutMs: 150 })).toBe('timeout');
  expect(await kindOf({ url: `${origin}/large`, inside: true, maxBytes: 10_000 })).toBe('too-large');
  expect(await kindOf({ url: 'http://127.0.0.1:1/', inside: true })).toBe('unreachable');
});

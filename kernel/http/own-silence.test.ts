import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inOwnSilence } from './own-silence.ts';

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((asked, answer) => {
    const work = async () => {
      for await (const part of asked) void part;
      await pause(150);
    };
    // A server looks first who asks; meanwhile a request without a body is whole.
    setImmediate(() => {
      void inOwnSilence(asked, work).then(
        () => answer.end('done'),
        () => answer.destroy(),
      );
    });
  });
  server.timeout = 50;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

/** What comes back; a body that is announced and not sent when told so. */
const ask = (withheld: boolean) =>
  new Promise<string>((resolve) => {
    const asked = request({
      port,
      agent: false,
      ...(withheld && { method: 'POST', headers: { 'content-length': 3 } }),
    });
    asked.on('response', (answer) => answer.setEncoding('utf8').on('data', resolve));
    asked.on('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code));
    if (withheld) asked.flushHeaders();
    else asked.end();
  });

test('an answer that takes its time is not cut off; who does not send their body is', async () => {
  expect(await ask(false)).toBe('done');
  expect(await ask(true)).toBe('ECONNRESET');
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linger } from './linger.ts';

const MB = 1024 ** 2;

let server: Server;
let port: number;
beforeEach(async () => {
  server = createServer((request, response) => {
    response.writeHead(413, { 'content-length': 2 }).end('no');
    linger(request, { whole: 3000, idle: 200 });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => server.close());

const head = (length: number): string =>
  `POST / HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\ncontent-length: ${length}\r\n\r\n`;

/** A caller who sends all before listening, and what came back; `reset` when the line broke instead. */
function caller(): { socket: Socket; heard: () => string; reset: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (bytes) => (heard += String(bytes)));
  const reset = new Promise<string>((resolve) => {
    socket.on('error', (error) => resolve(String(error)));
    socket.on('close', () => resolve('closed'));
  });
  return { socket, heard: () => heard, reset };
}

test('who sends a refused body to its end hears why, and keeps the line', async () => {
  const { socket, heard } = caller();
  socket.write(head(20 * MB));
  await once(socket, 'data');
  for (let sent = 0; sent < 20; sent++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    socket.write(Buffer.alloc(MB, 'a'));
  }
  socket.write(head(0));
  await expect.poll(() => heard().match(/HTTP\/1\.1 413/g)?.length, { timeout: 5000 }).toBe(2);
  socket.destroy();
});

test('who stops sending is cut off', async () => {
  const { socket, heard, reset } = caller();
  socket.write(head(20 * MB) + 'aaaa');
  await reset;
  expect(heard()).toContain('413');
});

test('who never ends is cut off too', async () => {
  const { socket, heard, reset } = caller();
  socket.write(head(1_000_000 * MB));
  const drip = setInterval(() => socket.write('a'), 50);
  await reset;
  clearInterval(drip);
  expect(heard()).toContain('413');
});

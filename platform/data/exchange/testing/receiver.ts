import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// For tests only: a consumer's system to which changes are sent.

interface Came {
  readonly path: string;
  readonly items: readonly {
    readonly change: string;
    readonly values?: Readonly<Record<string, string | null>>;
  }[];
}

export async function openReceiver() {
  const received: Came[] = [];
  /** What it answers, after whatever else it does first. */
  let answer: (came: Came) => Promise<number> | number = () => 200;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { items } = JSON.parse(Buffer.concat(parts).toString('utf8')) as Came;
      const came = { path: String(request.url), items };
      received.push(came);
      void Promise.resolve(answer(came)).then((status) => response.writeHead(status).end());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    inside: `127.0.0.1:${port}`,
    received,
    answers: (how: typeof answer) => {
      answer = how;
    },
    close: () => server.close(),
  };
}

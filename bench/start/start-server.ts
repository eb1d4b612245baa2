import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Usage } from '../machinery/answer.ts';

export interface Started extends Usage {
  /** From the start of the process to the last byte of the first page and its scripts. */
  readonly wallSeconds: number;
}

export interface Server {
  readonly script: string;
  readonly input: (port: number) => readonly string[];
  readonly environment: (port: number) => Readonly<Record<string, string>>;
}

const againMs = 5;
const longestMs = 180_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks until the server listens. */
async function whenThere(url: string, ended: () => string | undefined): Promise<Response> {
  const deadline = performance.now() + longestMs;
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response) return response;
    const last = ended();
    if (last !== undefined) throw new Error(`the server ended before it answered: ${last}`);
    if (performance.now() > deadline) throw new Error(`${url} did not answer`);
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}

/** The page and what its HTML names, as a browser would fetch it. */
async function fetchPage(url: string, ended: () => string | undefined): Promise<void> {
  const response = await whenThere(url, ended);
  const html = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${html.slice(0, 200)}`);
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, file = '']) => file);
  const fetched = await Promise.all(
    files.map(async (file) => (await fetch(new URL(file, url))).arrayBuffer()),
  );
  if (fetched.length === 0) throw new Error(`${url}: a page without a script is not the page we mean`);
}

/** Starts a server in a process of its own, fetches its first page, stops it. */
export async function startServer(server: Server): Promise<Started> {
  const port = await freePort();
  const begun = performance.now();
  const child = fork(server.script, server.input(port), {
    execArgv: ['--import', join(import.meta.dirname, 'report.ts')],
    env: { ...process.env, ...server.environment(port) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let ended = false;
  let said = '';
  child.stdout?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)));
  const exit = once(child, 'exit').then(() => (ended = true));
  await fetchPage(`http://127.0.0.1:${port}/`, () => (ended ? said : undefined));
  const wallSeconds = (performance.now() - begun) / 1000;
  const answered = once(child, 'message');
  child.send('usage');
  const [{ usage }] = (await answered) as [{ usage: Usage }];
  child.kill('SIGTERM');
  await exit;
  return { ...usage, wallSeconds };
}

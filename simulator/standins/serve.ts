import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request of a stand-in, read. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
  header(name: string): string | undefined;
}

export interface Said {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Route = (asked: Asked) => Promise<Said> | Said;
/** By `GET /path`. */
export type Routes = Readonly<Record<string, Route>>;

const mostBytes = 100_000;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > mostBytes) break;
  }
  return new URLSearchParams(text);
}

async function askedOf(request: IncomingMessage, origin: string): Promise<Asked> {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', origin),
    form: request.method === 'POST' ? await readForm(request) : new URLSearchParams(),
    cookies: new Map(pairs.map(([name = '', ...value]) => [name, value.join('=')])),
    header: (name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : undefined;
    },
  };
}

export const goTo = (location: string, headers: Readonly<Record<string, string>> = {}): Said => ({
  status: 302,
  headers: { location, ...headers },
});

const signs: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
export const escape = (text: string): string => text.replaceAll(/[<>&"]/g, (sign) => signs[sign] ?? '');

/** A page in the manner of its time. */
export const page = (title: string, inside: string, status = 200): Said => ({
  status,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${escape(title)}（模拟）</title></head>
<body bgcolor="#ffffff" style="font:14px/1.7 SimSun,serif;margin:2rem"><h1>${escape(title)}（模拟）</h1>${inside}</body></html>`,
});

/** What whoever started it says first, on one line. */
export async function readSettings<T>(): Promise<T> {
  let text = '';
  process.stdin.setEncoding('utf8');
  while (!text.includes('\n')) {
    const [piece] = (await once(process.stdin, 'data')) as [string];
    text += piece;
  }
  return JSON.parse(text) as T;
}

/** Serves until it is killed, or whoever started it is gone; tells on its first line of output that it does. */
export function serve(port: number, routes: Routes): void {
  process.stdin.resume().on('end', () => process.exit(0));
  const origin = `http://127.0.0.1:${port}`;
  const find = (asked: Asked): Route | undefined => routes[`${asked.method} ${asked.url.pathname}`];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = await askedOf(request, origin);
    const said = (await find(asked)?.(asked)) ?? { status: 404, body: 'not here' };
    response.writeHead(said.status ?? 200, {
      'content-type': said.type ?? 'text/plain; charset=utf-8',
      ...said.headers,
    });
    response.end(said.body ?? '');
  };
  createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      response.writeHead(500).end('error');
    });
  }).listen(port, '127.0.0.1', () => process.stdout.write(`ready ${port}\n`));
}

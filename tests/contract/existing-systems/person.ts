import { createServer } from 'node:net';
import { expect } from 'vitest';

/** A port nobody listens at: addresses of sign-on are registered before their systems start. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface Seen {
  readonly at: string;
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

/** A person's browser: cookies of each origin by their path, redirects followed over all of them, up to the console. */
export class Person {
  readonly #origin: string;
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  #cookiesFor({ origin, pathname }: URL): string {
    return [...this.#cookies]
      .filter(([key, { path }]) => key.startsWith(`${origin} `) && pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[1] ?? ''}=${value}`)
      .join('; ');
  }

  #keep({ origin }: URL, headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', ...value] = pair.split('=');
      const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
      this.#cookies.set(`${origin} ${name} ${path}`, { value: value.join('='), path });
    }
  }

  async ask(address: string, init: RequestInit = {}): Promise<Seen> {
    const url = new URL(address, this.#origin);
    const headers = { ...(init.headers as Record<string, string>), cookie: this.#cookiesFor(url) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.#keep(url, answer.headers);
    return {
      at: url.href,
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text: await answer.text(),
    };
  }

  send(path: string, method: string, body?: unknown): Promise<Seen> {
    const headers = { 'content-type': 'application/json', origin: this.#origin };
    return this.ask(path, {
      method,
      headers: body === undefined ? { origin: this.#origin } : headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async get<T>(path: string): Promise<T> {
    return JSON.parse((await this.ask(path)).text) as T;
  }

  /** A form of a page. */
  post(address: string, values: Readonly<Record<string, string>>): Promise<Seen> {
    return this.ask(address, { method: 'POST', body: new URLSearchParams(values) });
  }

  async signIn(account: string, password: string): Promise<this> {
    const answer = await this.send('/api/identity/session', 'POST', { account, password });
    expect(answer.status, answer.text).toBe(200);
    return this;
  }

  signOut(): Promise<Seen> {
    return this.send('/api/identity/session', 'DELETE');
  }

  async go(address: string): Promise<Seen> {
    let at = address;
    for (let hop = 0; hop < 15; hop += 1) {
      if (at.startsWith(`${this.#origin}/console`)) return { at, status: 200, location: '', text: '' };
      const seen = await this.ask(at);
      if (seen.status < 300 || seen.status > 399) return seen;
      at = new URL(seen.location, at).href;
    }
    throw new Error(`redirected in a circle: ${at}`);
  }

  /** From the menu: what its page does when an entry is chosen. */
  async open(code: string, to?: string): Promise<Seen> {
    const body = to === undefined ? {} : { to };
    const answer = await this.send(`/api/applications/systems/${code}/open`, 'POST', body);
    return answer.status === 200 ? this.go((JSON.parse(answer.text) as { to: string }).to) : answer;
  }
}

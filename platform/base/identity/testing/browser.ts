import { createServer } from 'node:net';

/** A port nobody listens at; the name of a provider holds its port, so it must be known before the start. */
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
  readonly status: number;
  readonly location: string;
  readonly text: string;
  json<T>(): T;
}

/** What a browser does for OpenID: keeps cookies by their path, follows redirects, and stops at other people's addresses. */
export class Browser {
  readonly cookies = new Map<string, { value: string; path: string }>();
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  #cookieHeader(path: string): string {
    return [...this.cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([key, { value }]) => `${key.split(' ')[0] ?? ''}=${value}`)
      .join('; ');
  }

  #keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', ...value] = pair.split('=');
      const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
      const gone = attributes.some((each) => /^(max-age=0|expires=Thu, 01 Jan 1970.*)$/i.test(each));
      if (gone) this.cookies.delete(`${name} ${path}`);
      else this.cookies.set(`${name} ${path}`, { value: value.join('='), path });
    }
  }

  async ask(address: string, init: RequestInit = {}): Promise<Seen> {
    const url = new URL(address, this.origin);
    const cookie = this.#cookieHeader(url.pathname);
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.#keep(answer.headers);
    const text = await answer.text();
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text,
      json: <T>() => JSON.parse(text) as T,
    };
  }

  send(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Seen> {
    return this.ask(address, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: this.origin, ...headers },
    });
  }

  /** A page that is only a form which sends itself. */
  async #submitted(seen: Seen): Promise<Seen> {
    if (!seen.text.includes('document.forms[0].submit()')) return seen;
    const action = /action="([^"]+)"/.exec(seen.text)?.[1] ?? '';
    const body = new URLSearchParams();
    for (const [, name = '', value = ''] of seen.text.matchAll(/name="([^"]+)" value="([^"]*)"/g))
      body.set(name, value);
    return this.ask(action, { method: 'POST', body, headers: { origin: this.origin } });
  }

  /** Follows redirects within this origin; the address or answer where it ended. */
  async visit(address: string): Promise<{ readonly at: string; readonly seen: Seen | undefined }> {
    let at = new URL(address, this.origin).href;
    for (let hop = 0; hop < 12; hop += 1) {
      const { origin, pathname } = new URL(at);
      if (origin !== this.origin || !/^\/(oidc|api)\//.test(pathname)) return { at, seen: undefined };
      const seen = await this.#submitted(await this.ask(at));
      if (seen.status < 300 || seen.status > 399) return { at, seen };
      at = new URL(seen.location, at).href;
    }
    throw new Error(`redirected in a circle: ${at}`);
  }
}

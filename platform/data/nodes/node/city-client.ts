import { randomUUID } from 'node:crypto';
import { contentDigest, signMessage } from '#engines/http-signatures';
import type { Clock } from '#kernel/clock';
import { askOutside, type OutgoingAnswer } from '#kernel/outgoing';
import type { Text } from '#kernel/texts';
import { keyId } from '../city/key-store.ts';
import type { NamedSigner } from '../log/envelope.ts';

/** What the city refused, by its stable code. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: Text | undefined;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, body: { code?: string; detail?: Text; extra?: Record<string, unknown> }) {
    const code = body.code ?? `http.${status}`;
    super(code);
    this.status = status;
    this.code = code;
    this.detail = body.detail;
    this.extra = body.extra ?? {};
  }
}

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly purpose?: string;
  readonly maxBytes?: number;
}

export interface CityClient {
  /** Milliseconds by which the city's clock is ahead of this one; 0 until it was heard. */
  offset(): number;
  /** What came, whatever its status. */
  raw(asked: Asked): Promise<OutgoingAnswer>;
  /** @throws Refusal; OutgoingFault when nobody answered */
  ask<T>(asked: Asked): Promise<T>;
}

interface Line {
  readonly city: string;
  readonly key: NamedSigner;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

const readJson = (body: Buffer): Record<string, unknown> => {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
};

const bodyOf = ({ body, bytes }: Asked): Uint8Array | undefined =>
  bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body), 'utf8'));

function headersOf(asked: Asked, body: Uint8Array | undefined): Record<string, string> {
  return {
    ...asked.headers,
    ...(asked.purpose === undefined ? {} : { 'x-purpose': encodeURIComponent(asked.purpose) }),
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/octet-stream', 'content-digest': contentDigest(body) }),
  };
}

/**
 * The line to the city. The node calls, always; its requests are signed (RFC 9421), in the city's time, which it learns from
 * the city's answers: its own clock may be wrong by days.
 */
export function openLine({ city, key, clock, signal, timeoutMs = 60_000 }: Line): CityClient {
  const base = new URL(city);
  const prefix = base.pathname.replace(/\/$/, '');
  let offset = 0;

  function send(asked: Asked): Promise<OutgoingAnswer> {
    const body = bodyOf(asked);
    const headers = headersOf(asked, body);
    const target = `${prefix}${asked.path}`;
    const covered = Object.keys(headers).filter((name) => name === 'content-digest' || name === 'x-purpose');
    const signed = signMessage(
      { method: asked.method, target, headers },
      {
        components: ['@method', '@path', '@query', ...covered],
        created: Math.round((clock.now().getTime() + offset) / 1000),
        keyid: keyId(key.name),
        nonce: randomUUID(),
        sign: (bytes) => key.sign(bytes),
      },
    );
    return askOutside({
      url: `${base.origin}${target}`,
      method: asked.method,
      headers: { ...headers, ...signed },
      ...(body ? { body } : {}),
      inside: true,
      timeoutMs,
      maxBytes: asked.maxBytes ?? 32 * 1024 ** 2,
      signal,
    });
  }

  async function raw(asked: Asked): Promise<OutgoingAnswer> {
    const answer = await send(asked);
    if (answer.status !== 401) return answer;
    const { code, extra } = readJson(answer.body) as { code?: string; extra?: { now?: string } };
    const now = Date.parse(extra?.now ?? '');
    if (code !== 'nodes.stale' || Number.isNaN(now)) return answer;
    offset = now - clock.now().getTime();
    return send(asked);
  }

  return {
    offset: () => offset,
    raw,
    async ask<T>(asked: Asked): Promise<T> {
      const { status, body } = await raw(asked);
      const read = readJson(body);
      if (status < 200 || status >= 300) throw new Refusal(status, read);
      return read as T;
    },
  };
}

import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as plainRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { addressKind } from './inside-address.ts';

export interface OutgoingRequest {
  readonly url: string;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** An administrator has registered that it stands in one's own network: private addresses and plain http will do. */
  readonly inside?: boolean;
  /** For all of it, from the name to the last byte. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export const outgoingFaults = [
  'bad-address',
  'not-https',
  'private-address',
  'unreachable',
  'timeout',
  'too-large',
] as const;
export type OutgoingFaultKind = (typeof outgoingFaults)[number];

/** Why nothing came back; what the other side said stands in no message, for it may be anything. */
export class OutgoingFault extends Error {
  readonly kind: OutgoingFaultKind;

  constructor(kind: OutgoingFaultKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

const refusal = (host: string): OutgoingFault =>
  new OutgoingFault('private-address', `${host} lies in a network that is not registered as inside`);

const allowed = (address: string, inside: boolean): boolean => {
  const kind = addressKind(address);
  return kind === 'public' || (inside && kind === 'inside');
};

/**
 * Names are judged by what they resolve to at the moment of connecting, and that address is the one connected to: a name
 * that changes its answer between two look-ups gains nothing.
 */
const guardedLookup =
  (inside: boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const good = (error ? [] : (found as LookupAddress[])).filter(({ address }) =>
        allowed(address, inside),
      );
      const [first] = good;
      if (error) callback(error, '', 0);
      else if (!first) callback(refusal(hostname), '', 0);
      else if (options.all) callback(null, good);
      else callback(null, first.address, first.family);
    });
  };

/**
 * For protocols other than HTTP: the address of a host, looked up once and judged like `askOutside` does. Connect to it, not
 * to the name.
 * @param inside an administrator has registered that the host stands in one's own network
 * @throws OutgoingFault `private-address`, `unreachable`
 */
export async function outsideAddress(host: string, inside: boolean): Promise<string> {
  const numbers = isIP(host) !== 0;
  if (numbers && !allowed(host, inside)) throw refusal(host);
  if (numbers) return host;
  return new Promise((done, reject) => {
    guardedLookup(inside)(host, { all: false }, (error, address) => {
      if (error === null) done(String(address));
      else
        reject(
          error instanceof OutgoingFault ? error : new OutgoingFault('unreachable', 'unknown host', error),
        );
    });
  });
}

/** @throws OutgoingFault `bad-address`, `not-https`, `private-address` */
function requireAddress(url: string, inside: boolean): URL {
  if (!URL.canParse(url)) throw new OutgoingFault('bad-address', 'not an address');
  const parsed = new URL(url);
  const { protocol, username, password, hostname } = parsed;
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '')
    throw new OutgoingFault('bad-address', 'only http and https, and no password in the address');
  const host = hostname.replace(/^\[|\]$/g, '');
  // What is written in numbers is never looked up.
  if (isIP(host) !== 0 && !allowed(host, inside)) throw refusal(host);
  if (protocol === 'http:' && !inside) throw new OutgoingFault('not-https', 'outside only https is spoken');
  return parsed;
}

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) {
      answer.destroy();
      throw new OutgoingFault('too-large', `more than ${maxBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Where the caller gave up, its own reason: that says nothing of the other side. */
const faultOf = (error: unknown, timer: AbortSignal, callers: AbortSignal | undefined): unknown => {
  if (callers?.aborted) return callers.reason as unknown;
  if (error instanceof OutgoingFault) return error;
  if (timer.aborted) return new OutgoingFault('timeout', 'no whole answer in time', error);
  return new OutgoingFault('unreachable', error instanceof Error ? error.message : 'unreachable', error);
};

/**
 * Asks a machine that is not ours, guarded: private addresses only where an administrator has registered them (server-side
 * request forgery, CWE-918), no redirects followed, a limit on time and on bytes.
 * @returns whatever came back, whatever its status
 * @throws OutgoingFault
 */
export async function askOutside(asked: OutgoingRequest): Promise<OutgoingAnswer> {
  const { inside = false, timeoutMs = 10_000, maxBytes = 4 * 1024 ** 2, method = 'GET', body } = asked;
  const url = requireAddress(asked.url, inside);
  const timer = AbortSignal.timeout(timeoutMs);
  const signal = asked.signal ? AbortSignal.any([timer, asked.signal]) : timer;
  const headers = {
    ...asked.headers,
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  try {
    const answer = await new Promise<IncomingMessage>((resolveAnswer, reject) => {
      const options = { method, headers, signal, lookup: guardedLookup(inside), agent: false } as const;
      request(url, options, resolveAnswer).on('error', reject).end(body);
    });
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      body: await readBody(answer, maxBytes),
    };
  } catch (error) {
    throw faultOf(error, timer, asked.signal);
  }
}

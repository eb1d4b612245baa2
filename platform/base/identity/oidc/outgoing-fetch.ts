import type { Services } from '#kernel/context';
import { askOutside, type OutgoingRequest } from '#kernel/outgoing';
import { isInside } from './application-store.ts';

const bodiless = new Set([204, 304]);

/** How the provider asks applications: by the platform's guarded way, into one's own network only where that was said. */
export const outgoingFetch =
  ({ store }: Services) =>
  async (url: string | URL | Request, options: RequestInit = {}): Promise<Response> => {
    const address = url instanceof Request ? url.url : String(url);
    const body = options.body instanceof URLSearchParams ? String(options.body) : options.body;
    const answer = await askOutside({
      url: address,
      method: (options.method ?? 'GET') as NonNullable<OutgoingRequest['method']>,
      headers: Object.fromEntries(new Headers(options.headers)),
      ...(typeof body === 'string' ? { body } : {}),
      inside: await isInside(store.db, address),
      timeoutMs: 5000,
      maxBytes: 64 * 1024,
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return new Response(bodiless.has(answer.status) ? null : new Uint8Array(answer.body), {
      status: answer.status,
    });
  };

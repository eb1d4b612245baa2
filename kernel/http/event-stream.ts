import type { Server, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Answers that go on until somebody leaves, by the server that gives them. */
const open = new WeakMap<object, Set<ServerResponse>>();

/** What a reader may leave unread before they count as gone, bytes: a stuck one must not fill the memory. */
const mostUnread = 64 * 1024;

export interface EventStream {
  /** Sends one event as it stands; nothing happens once the reader has gone. */
  send(event: string): void;
  /** The reader has gone; whoever joined them to something after that has to part them again. */
  readonly gone: boolean;
}

/**
 * One server-sent event (HTML Standard, 9.2).
 * @param data without line breaks: JSON
 */
export const eventText = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n`;

/**
 * Turns an answer into a stream of server-sent events. It is not compressed, for a gzip block would hold events back, and
 * says so to proxies.
 * @param left told once, when the reader has gone or the server closes
 */
export function openEventStream(request: FastifyRequest, reply: FastifyReply, left: () => void): EventStream {
  reply.hijack();
  const { raw } = reply;
  const key: Server = request.server.server as Server;
  const all = open.get(key) ?? new Set();
  open.set(key, all.add(raw));
  raw.once('close', () => {
    all.delete(raw);
    left();
  });
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  return {
    get gone() {
      return raw.destroyed || raw.writableEnded;
    },
    send(event) {
      if (raw.destroyed || raw.writableEnded) return;
      if (raw.writableLength > mostUnread) raw.destroy();
      else raw.write(event);
    },
  };
}

/** A server that closes waits for its answers; these would never end. */
export function endEventStreamsOnClose(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    for (const raw of open.get(app.server) ?? []) raw.end();
  });
}

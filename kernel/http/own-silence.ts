import type { IncomingMessage } from 'node:http';

/**
 * Does the work that makes an answer, once it was looked who asks. A connection is cut when nothing goes over it for a while; where the whole request has
 * come, it is we who say nothing, and that is held against nobody. A body that is still to come, and the reader of the
 * answer, are waited for as long as ever.
 */
export async function inOwnSilence<T>(request: IncomingMessage, work: () => Promise<T>): Promise<T> {
  const { socket, complete } = request;
  const { timeout } = socket;
  if (!complete || !timeout) return work();
  socket.setTimeout(0);
  try {
    return await work();
  } finally {
    socket.setTimeout(timeout);
  }
}

import type { IncomingMessage } from 'node:http';

const SECOND = 1000;

/** How long the rest of a refused body is read away: in all, and without a byte coming. */
const patience = { whole: 30 * SECOND, idle: 5 * SECOND };

/**
 * Reads away what is still coming of a body that has been refused, then cuts the line. Were the line closed at once, the
 * caller's next bytes would meet a reset, and the answer that says what was wrong would be lost on its way
 * (RFC 9112 §9.6). A caller who has sent all in time keeps the line.
 */
export function linger(request: IncomingMessage, { whole, idle } = patience): void {
  const cut = (): void => void request.destroy();
  const atLatest = setTimeout(cut, whole).unref();
  const whenStill = setTimeout(cut, idle).unref();
  const over = (): void => {
    clearTimeout(atLatest);
    clearTimeout(whenStill);
  };
  request.on('data', () => whenStill.refresh());
  request.once('end', over).once('close', over);
  request.resume();
}

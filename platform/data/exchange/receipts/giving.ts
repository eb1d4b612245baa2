import { Readable } from 'node:stream';
import { runningDigest } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import { endBroken } from './ending.ts';
import { receiptText, type Draft } from './receipt.ts';
import * as store from './store.ts';

/** Says in the answer which receipt it has, and, where the algorithm is one of the web's, what it digests to (RFC 9530). */
export const receiptHeaders = ({ id, digest: name }: Draft, body?: Buffer): Record<string, string> => ({
  'x-exchange-receipt': id,
  ...(body && name === 'sha-256' ? { 'repr-digest': `sha-256=:${body.toString('base64')}:` } : {}),
});

const touchEveryMs = 30_000;

/** Read so slowly that its receipt was ended as forsaken: nothing more may leave that no receipt tells of. */
const forsaken = (): Error => new Error('a stream stood still until its receipt was ended without it');

/**
 * Pieces on their way out, under a receipt that was begun before (`leave`) and is ended after the last, or where they broke
 * off: the end of the body does not leave before its receipt is in the database.
 */
export async function* underReceipt(
  context: Context,
  draft: Draft,
  pieces: AsyncIterable<{ readonly part: Buffer; readonly rows: number }>,
): AsyncGenerator<Buffer> {
  const { clock, db } = context;
  const running = runningDigest(context.config.CRYPTO_SUITE);
  let touched = clock.now().getTime();
  let [rows, bytes, whole, stood] = [0, 0, false, false];
  try {
    for await (const { part, rows: count } of pieces) {
      running.add(part);
      rows += count;
      bytes += part.length;
      yield part;
      const now = clock.now();
      if (now.getTime() - touched < touchEveryMs) continue;
      touched = now.getTime();
      if (!(await store.touchReceipt(db, draft.id, now.toISOString()))) throw forsaken();
    }
    whole = true;
  } finally {
    const end = { rows, bytes, body: running.done().toString('hex'), whole };
    stood = await context.transaction(async (tx) => {
      const open = await store.closeReceipt(tx, draft.id);
      if (open) await store.enterReceipt(tx, receiptText(draft, end));
      return open;
    });
  }
  if (!stood) throw forsaken();
}

/** The same as a body; its receipt ends too where whoever asked had gone before the first piece. */
export function bodyUnderReceipt(
  context: Context,
  { draft, promised }: { readonly draft: Draft; readonly promised: number },
  pieces: Parameters<typeof underReceipt>[2],
): Readable {
  const body = Readable.from(underReceipt(context, draft, pieces));
  body.once('close', () => endBroken(context, draft, promised));
  return body;
}

import { z } from 'zod';
import { seal, SealBroken } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { secretOf } from './secrets.ts';
import type { InForce } from './standing.ts';
import { texts } from './texts.ts';

const Mark = z.strictObject({ place: z.string() });

/**
 * Where a page ends is a place in the order of the agreement, often a key of the provider's, which the reader may not be given: it goes out sealed, for this agreement,
 * this version of it and this reader.
 */
export async function marksOf(context: Context, { terms, digest }: InForce) {
  const seals = seal(context.config.CRYPTO_SUITE, await secretOf(context, 'exchange-pages.key'));
  const about = `exchange.page/${terms.id}/${digest}\n${context.actor.id}`;
  return {
    close: (place: string): string =>
      Buffer.from(seals.close(JSON.stringify({ place }), about)).toString('base64url'),
    /** @throws Problem 400 `request.cursor` */
    open(mark: string): string {
      try {
        const opened = seals.open(Buffer.from(mark, 'base64url').toString(), about).toString();
        return Mark.parse(JSON.parse(opened)).place;
      } catch (error) {
        if (!(error instanceof SealBroken || error instanceof z.ZodError)) throw error;
        throw new Problem(400, 'request.cursor', texts.badCursor);
      }
    },
  };
}

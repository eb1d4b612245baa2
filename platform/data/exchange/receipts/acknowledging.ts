import { z } from 'zod';
import { canonicalJson } from '#engines/canonical-json';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { Acknowledgement, skewMs } from './acknowledgement.ts';
import { isSigned } from './head.ts';
import { findConsumerKey } from './key-store.ts';
import * as store from './store.ts';

/** As a consumer sends it: the text that it signed, so that nobody writes it anew. */
export const Acknowledge = z.strictObject({
  statement: z.string().max(200_000).describe('canonical JSON (RFC 8785) of the acknowledgement'),
  signature: z.string().max(500).describe('by the registered key of the client, base64url'),
});
export type Acknowledge = z.infer<typeof Acknowledge>;

function statementOf(text: string): Acknowledgement {
  const parse = (): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  };
  const read = Acknowledgement.safeParse(parse());
  if (!read.success || canonicalJson(read.data) !== text)
    throw new Problem(422, 'exchange.bad-statement', texts.badStatement);
  return read.data;
}

/** @throws Problem 409 `exchange.unknown-head` with the first batch whose head is another */
async function requireHeads(context: Context, { heads }: Acknowledgement): Promise<void> {
  const rows = await store.findHeadsOf(
    context.db,
    heads.map(({ batch }) => batch),
  );
  const known = new Map(rows.map(({ batch, digest }) => [batch, digest]));
  const wrong = heads.find(({ batch, digest }) => known.get(batch) !== digest);
  if (wrong)
    throw new Problem(409, 'exchange.unknown-head', fill(texts.unknownHead, { batch: wrong.batch }), {
      batch: wrong.batch,
    });
}

/** @throws Problem 422 `exchange.bad-time` for one that says to be from before the key was there, or from the future */
function requireTime(
  { clock }: Context,
  { at }: Acknowledgement,
  { since }: { readonly since: string },
): void {
  const said = Date.parse(at);
  if (said < Date.parse(since) - skewMs || said > clock.now().getTime() + skewMs)
    throw new Problem(422, 'exchange.bad-time', texts.badTime);
}

/**
 * Keeps what a consumer's program has signed of the heads that it was given, so that the provider can prove the exchange too.
 * Of batches without a receipt of its own, nothing is kept.
 * @throws Problem 403 `exchange.other-signer`, `exchange.no-key`; 409 `exchange.unknown-head`; 422 `exchange.bad-statement`,
 *   `exchange.bad-signature`, `exchange.bad-time`
 */
export async function acknowledge(
  context: Context,
  { statement: text, signature }: Acknowledge,
): Promise<{ acknowledged: number }> {
  const { actor } = context;
  const statement = statementOf(text);
  if (statement.client !== actor.id || statement.consumer !== actor.organisation)
    throw new Problem(403, 'exchange.other-signer', texts.otherSigner);
  const own = await findConsumerKey(context.db, actor.id);
  if (!own) throw new Problem(403, 'exchange.no-key', texts.noSigningKey);
  if (!isSigned(text, { ...own, signature }))
    throw new Problem(422, 'exchange.bad-signature', texts.badSignature);
  requireTime(context, statement, own);
  await requireHeads(context, statement);
  const { consumer, heads } = statement;
  const said = heads.map(({ batch }) => batch);
  const batches = await store.findBatchesOf(context.db, consumer, said);
  const at = context.clock.now().toISOString();
  await context.transaction((tx) =>
    store.putAcknowledgement(tx, { consumer, statement: text, ...own, signature, at, batches }),
  );
  return { acknowledged: batches.length };
}

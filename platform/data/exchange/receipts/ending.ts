import type { FastifyReply } from 'fastify';
import type { Context, Services } from '#kernel/context';
import type { Store } from '#kernel/db';
import { whenOver } from '../over.ts';
import { receiptText, type Draft, type End } from './receipt.ts';
import { endReceipt } from './store.ts';

const underWay = new WeakMap<Store, Set<Promise<void>>>();

/** Waits until the receipts of all answers that have left are in the database. */
export async function allEnded({ store }: Pick<Services, 'store'>): Promise<void> {
  await Promise.all(underWay.get(store) ?? new Set<Promise<void>>());
}

function end({ store, log }: Context, draft: Draft, said: End): void {
  const own = underWay.get(store) ?? new Set<Promise<void>>();
  underWay.set(store, own);
  const ending = endReceipt(store.db, { id: draft.id, text: receiptText(draft, said) }).catch(
    // It stays begun, and is ended as forsaken.
    (error: unknown) => log.warn({ err: error, receipt: draft.id }, 'a receipt could not be ended'),
  );
  own.add(ending);
  void ending.then(() => own.delete(ending));
}

/** Ends the receipt of what broke off: nobody knows how much of it arrived. One that has its end keeps it. */
export const endBroken = (context: Context, draft: Draft, rows: number): void =>
  end(context, draft, { rows, bytes: 0, body: null, whole: false });

/** Ends the receipt of an answer in one piece, which was begun before (`leave`), once it has left or broken off. */
export const endWith = (
  context: Context,
  { raw }: FastifyReply,
  { draft, left }: { readonly draft: Draft; readonly left: Omit<End, 'whole'> },
): void =>
  whenOver(raw, (whole) =>
    whole ? end(context, draft, { ...left, whole }) : endBroken(context, draft, left.rows),
  );

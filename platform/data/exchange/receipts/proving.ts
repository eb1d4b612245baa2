import { setTimeout as pause, setImmediate as otherWork } from 'node:timers/promises';
import { inclusionProofs, type Hash } from '#engines/merkle';
import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import { texts } from '../texts.ts';
import { anchorsOf } from './anchor-tree.ts';
import { HeadBody, treeOf, type Head } from './head.ts';
import { Receipt } from './receipt.ts';
import { sealerOf } from './seal.ts';
import * as store from './store.ts';
import { formOf, type Proof } from './verify.ts';

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

/** Heads after its own that a proof brings along while no checkpoint stands over it. */
const mostFollowing = 200;

export const headOf = ({ body, signature }: store.HeadRow): Head => ({
  ...HeadBody.parse(JSON.parse(body)),
  signature,
});

/** The way from each receipt of a batch up to its root. */
async function pathsOf(context: Context, head: Head) {
  const leaves = await store.findLeaves(context.db, head.batch);
  const proofOf = inclusionProofs(leaves, treeOf(head.suite).node);
  return (place: number) => ({
    leaf: hex(leaves[place] ?? new Uint8Array()),
    path: proofOf(place).map(hex),
  });
}

/** Proofs of receipts of one consumer, in their order, with their checkpoints, without the heads that follow. */
export async function proofsOf(
  context: Context,
  consumer: string,
  rows: readonly store.ReceiptRow[],
): Promise<Proof[]> {
  const batches = [...new Set(rows.map(({ batch }) => batch))];
  const said = await store.findAcknowledgements(context.db, consumer, batches);
  const anchors = await anchorsOf(context.db, batches);
  const proofs: Proof[] = [];
  for (const row of await store.findHeadsOf(context.db, batches)) {
    const head = headOf(row);
    const pathOf = await pathsOf(context, head);
    // Hashing a thousand leaves is work in one go; between two batches whoever else waits has a turn.
    await otherWork();
    const acknowledgement = said.get(head.batch) ?? null;
    const anchor = anchors.get(head.batch);
    for (const { batch, place, body } of rows)
      if (batch === head.batch)
        proofs.push({
          form: formOf(anchor),
          receipt: body,
          place,
          ...pathOf(place),
          head,
          following: [],
          ...(anchor && { anchor }),
          acknowledgement,
        });
  }
  return proofs;
}

/** How often, and at most how often, it is looked whether an answer that is under way has left. */
const waiting = { everyMs: 50, times: 20 };

/** A receipt under its head. One that was begun may end in this moment, in another process too. */
async function sealedReceipt(context: Context, id: string): Promise<store.ReceiptRow | undefined> {
  const sealer = await sealerOf(context);
  for (let time = 0; ; time += 1) {
    const isOpen = await store.isOpen(context.db, id);
    await sealer.seal();
    const row = await store.findReceipt(context.db, id);
    if (row || !isOpen || time === waiting.times) return row;
    await pause(waiting.everyMs);
  }
}

/** Whether somebody may see a receipt. */
export type MaySee = (receipt: Receipt) => boolean;

/**
 * A receipt with all that proves it: its place in its batch, the signed head, its checkpoint (until there
 * is one, up to 200 heads after it), and what
 * the consumer has signed of it. What waits is sealed first.
 * @throws Problem 404
 */
export async function gatherProof(context: Context, id: string, maySee: MaySee): Promise<Proof> {
  const row = await sealedReceipt(context, id);
  const receipt = row && Receipt.parse(JSON.parse(row.body));
  if (!receipt || !maySee(receipt)) throw notFound(texts.receiptWord, id);
  const [proof] = await proofsOf(context, receipt.consumer, [row]);
  if (!proof) throw new Error(`batch ${row.batch} has no head`);
  if (proof.anchor) return proof;
  const following = await store.findHeads(context.db, row.batch + 1, mostFollowing);
  return { ...proof, following: following.map(headOf) };
}

/** Receipts of a consumer with their proofs, batch by batch from after one on, of twenty batches at most. */
export async function receiptsAfter(
  context: Context,
  consumer: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ items: Proof[]; next: number }> {
  await (await sealerOf(context)).seal();
  const rows = await store.findReceiptsOf(context.db, consumer, after, limit);
  return {
    items: await proofsOf(context, consumer, rows),
    next: rows.at(-1)?.batch ?? after,
  };
}

const markOf = ({ batch, place }: store.ReceiptRow): string => `${batch}.${place}`;

/** The newest exchanges by an agreement, sealed first. @param before `next` of the page before */
export async function exchangesBy(
  context: Context,
  agreement: string,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
) {
  await (await sealerOf(context)).seal();
  const [batch = 0, place = 0] = before?.split('.').map(Number) ?? [];
  const rows = await store.findReceiptsBy(context.db, agreement, {
    before: before === undefined ? undefined : [batch, place],
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ batch: sealedIn, acknowledged, body }) => {
      const { id, at, way, client, rows: count, bytes, whole } = Receipt.parse(JSON.parse(body));
      return { receipt: id, at, way, client, rows: count, bytes, whole, batch: sealedIn, acknowledged };
    }),
    next: last ? markOf(last) : null,
  };
}

import { z } from 'zod';
import { rootOf } from '#engines/merkle';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { checkpointResource, mostInCheckpoint, signCheckpoint } from './checkpoint.ts';
import * as kept from './checkpoint-store.ts';
import { firstBreak } from './chain-check.ts';
import { settleChain } from './chain-task.ts';
import { firstPrevious, treeOf } from './head.ts';
import { listSigningKeys } from './key-store.ts';
import { sealerOf, type Sealer } from './seal.ts';
import { lockChain, newestBatch } from './store.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** What the next checkpoint takes; undefined when there is nothing new. */
async function nextRange(db: Db, newest: number): Promise<Range | undefined> {
  const from = ((await kept.newestCheckpoint(db))?.last ?? 0) + 1;
  return newest < from ? undefined : { from, to: Math.min(newest, from + mostInCheckpoint - 1) };
}

/** @returns false when another process has made the next checkpoint meanwhile */
async function anchorSome(
  context: Context,
  tx: Db,
  { signer }: Sealer,
  { from, to }: Range,
): Promise<boolean> {
  // Whoever holds the chain also makes its checkpoints.
  await lockChain(tx);
  const before = await kept.newestCheckpoint(tx);
  if ((before?.last ?? 0) + 1 !== from) return false;
  const { leaf, node } = treeOf(signer.suite);
  const leaves = (await kept.findDigests(tx, from, to)).map((digest) => leaf(digest));
  const root = Buffer.from(rootOf(leaves, 0, leaves.length, node)).toString('hex');
  const number = (before?.number ?? 0) + 1;
  const at = context.clock.now().toISOString();
  const previous = before?.digest ?? firstPrevious;
  const signed = signCheckpoint(signer, { number, from, to, root, at, previous });
  await kept.insertCheckpoint(tx, { number, first: from, last: to, ...signed });
  await context.ledger(tx, {
    action: 'administer',
    resource: checkpointResource,
    basis: 'exchange:fetch',
    subjects: [],
    detail: { number, from, to, root, checkpoint: signed.digest },
  });
  return true;
}

/**
 * Puts the heads since the last checkpoint under a new one, and that into the ledger: from then on nobody, the city included,
 * can write another past without its showing, and a proof needs no head but its own.
 * @returns how many checkpoints
 * @throws Problem 409 `exchange.chain-broken` with the first batch that does not follow the one before
 */
export async function anchorHeads(context: Context): Promise<number> {
  const sealer = await sealerOf(context);
  await sealer.seal();
  const signedBy = new Set((await listSigningKeys(context.db)).map(({ key }) => key));
  let made = 0;
  for (;;) {
    const range = await nextRange(context.db, await newestBatch(context.db));
    if (!range) return made;
    // Looked at before the chain is held: heads are never changed, and thousands of signatures take seconds.
    const { from: first, to: last } = range;
    const broken = await firstBreak(context.db, { first, last, signedBy });
    if (broken !== undefined) await settleChain(context, { checkpoints: 0, broken }, { whole: false });
    if (await context.transaction((tx) => anchorSome(context, tx, sealer, range))) made += 1;
  }
}

export const anchor = defineJob({
  name: 'exchange.anchor',
  title: texts.anchorJob,
  input: z.object({}),
  attempts: 3,
  lane: () => 'exchange.anchor',
  async run(_input, _run, context) {
    const count = await anchorHeads(context);
    return { summary: fill(texts.anchoredCount, { count }), data: { count } };
  },
});

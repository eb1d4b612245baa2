import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import type { SignedHead } from './contract.ts';
import { evidenceForm, type Evidence } from './evidence.ts';
import { fingerprint } from './fingerprint.ts';
import { inclusionProof, type Hash } from '#engines/merkle';
import { sealerOf } from './seal.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';
import { viewTree } from './tree-view.ts';
import { proveGrowth } from './witness.ts';

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

export async function latestHead(context: Context): Promise<SignedHead> {
  const [head] = await store.findLatestHeads(context.db, 1);
  if (!head) throw new Problem(404, 'ledger.empty', texts.noHead);
  return head;
}

/** The way from one entry up to the newest head. */
export async function proveEntry(
  context: Context,
  sequence: number,
): Promise<{ leaf: Hash; proof: string[]; head: SignedHead }> {
  const head = await latestHead(context);
  const [leaf] = await store.findLeaves(context.db, sequence, sequence + 1);
  if (!leaf || sequence >= head.size) throw notFound({ zh: '条目', en: 'entry' }, String(sequence));
  const root = await viewTree(context.db, head.size, [sequence]);
  return { leaf, proof: inclusionProof(sequence, head.size, root).map(hex), head };
}

async function growthSince(context: Context, size: number, head: SignedHead): Promise<Evidence['since']> {
  const earlier = await store.findHeadOfSize(context.db, size);
  if (!earlier || size > head.size)
    throw new Problem(404, 'ledger.unknown-size', fill(texts.unknownSize, { size: head.size }));
  return { head: earlier, proof: await proveGrowth(context, size, head.size) };
}

/**
 * One entry with all that proves it without the database.
 * @param since size of an earlier head that is to be proven the beginning of the newest
 */
export async function gatherEvidence(context: Context, sequence: number, since?: number): Promise<Evidence> {
  await (await sealerOf(context)).seal();
  const { proof, head } = await proveEntry(context, sequence);
  const [entry] = await store.findEntries(context.db, { before: sequence + 1, limit: 1 });
  if (!entry) throw notFound({ zh: '条目', en: 'entry' }, String(sequence));
  return {
    form: evidenceForm,
    entry: { sequence, body: entry.body },
    proof,
    head,
    fingerprint: fingerprint(head),
    since: since === undefined ? null : await growthSince(context, since, head),
  };
}

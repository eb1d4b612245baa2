import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { subjectsOf } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import { Verification, type operations, type SignedHead } from './contract.ts';
import { aboutMe, readBody, toEntry } from './entry.ts';
import { verifyJob } from './jobs.ts';
import { consistencyProof, inclusionProof, type Hash } from './merkle.ts';
import { sealerOf } from './seal.ts';
import * as store from './store.ts';
import { subjectDigest } from './subjects.ts';
import { texts } from './texts.ts';
import { viewTree } from './tree-view.ts';

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

/** What happened up to now is in the tree before anybody reads. */
const sealed = async (context: Context) => {
  const sealer = await sealerOf(context);
  await sealer.seal();
  return sealer;
};

async function latestHead(context: Context): Promise<SignedHead> {
  const [head] = await store.findLatestHeads(context.db, 1);
  if (!head) throw new Problem(404, 'ledger.empty', texts.noHead);
  return head;
}

const namesOf = (context: Context, rows: readonly store.EntryRow[]) =>
  organisationNames(
    context.db,
    rows.flatMap(({ body }) => readBody(body).actor.organisation ?? []),
  );

/** Where the next page begins; null when this was the last. */
const nextOf = (rows: readonly store.EntryRow[], limit: number): number | null =>
  rows.length < limit ? null : (rows.at(-1)?.sequence ?? null);

const utc = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

export const handlers: Handlers<typeof operations> = {
  entries: async ({ query }, context) => {
    await sealed(context);
    const rows = await store.findEntries(context.db, { ...query, from: utc(query.from), to: utc(query.to) });
    const names = await namesOf(context, rows);
    return { items: rows.map((row) => toEntry(row, names)), next: nextOf(rows, query.limit) };
  },

  mine: async ({ query }, context) => {
    const { subjects } = await sealed(context);
    const digests = (await subjectsOf(context)).map((subject) => subjectDigest(subjects, subject));
    const rows = await store.findEntriesAbout(context.db, digests, query);
    const names = await namesOf(context, rows);
    return { items: rows.map((row) => aboutMe(row, names, context.actor)), next: nextOf(rows, query.limit) };
  },

  heads: async ({ query }, context) => {
    await sealed(context);
    return { items: await store.findLatestHeads(context.db, query.limit) };
  },

  proof: async ({ params: { sequence } }, context) => {
    await sealed(context);
    const head = await latestHead(context);
    const [leaf] = await store.findLeaves(context.db, sequence, sequence + 1);
    if (!leaf || sequence >= head.size) throw notFound({ zh: '条目', en: 'entry' }, String(sequence));
    const root = await viewTree(context.db, head.size, [sequence]);
    return { sequence, leaf: hex(leaf), proof: inclusionProof(sequence, head.size, root).map(hex), head };
  },

  consistency: async ({ query: { first, second } }, context) => {
    await sealed(context);
    const { size } = await latestHead(context);
    if (first > second || second > size)
      throw new Problem(404, 'ledger.unknown-size', fill(texts.unknownSize, { size }));
    const root = await viewTree(context.db, second, [first - 1]);
    return { first, second, proof: consistencyProof(first, second, root).map(hex) };
  },

  verification: async (_input, context) => {
    const found = await store.findVerification(context.db);
    return { last: found ? Verification.parse(found.outcome) : null };
  },

  verify: async (_input, context) => ({
    job: await context.startJob(context.db, verifyJob, {}, { actor: context.actor }),
  }),
};

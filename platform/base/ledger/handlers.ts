import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { purposePoint } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import { Verification, type operations } from './contract.ts';
import { aboutMe, readBody, toEntry } from './entry.ts';
import { verifyJob } from './jobs.ts';
import { looksAtMe } from './looks.ts';
import type { Hash } from '#engines/merkle';
import { gatherEvidence, latestHead, proveEntry } from './prove.ts';
import { sealerOf } from './seal.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';
import { proveGrowth } from './witness.ts';
import { witnessHandlers } from './witness-handlers.ts';

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

/** What happened up to now is in the tree before anybody reads. */
const sealed = async (context: Context) => {
  const sealer = await sealerOf(context);
  await sealer.seal();
  return sealer;
};

const namesOf = (context: Context, rows: readonly store.EntryRow[]) =>
  organisationNames(
    context.db,
    rows.flatMap(({ body }) => readBody(body).actor.organisation ?? []),
  );

/** What the purposes that the city lists are called, by code. */
async function purposeTitles(context: Context): Promise<ReadonlyMap<string, Text>> {
  const lookup = context.contributions(purposePoint)[0];
  const items = (await lookup?.purposes(context.db))?.items ?? [];
  return new Map(items.map(({ code, title }) => [code, title]));
}

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
    const rows = await looksAtMe(context, query);
    const told = {
      names: await namesOf(context, rows),
      purposes: await purposeTitles(context),
      me: context.actor,
    };
    return { items: rows.map((row) => aboutMe(row, told)), next: nextOf(rows, query.limit) };
  },

  heads: async ({ query }, context) => {
    await sealed(context);
    return { items: await store.findLatestHeads(context.db, query.limit) };
  },

  proof: async ({ params: { sequence } }, context) => {
    await sealed(context);
    const { leaf, proof, head } = await proveEntry(context, sequence);
    return { sequence, leaf: hex(leaf), proof, head };
  },

  consistency: async ({ query: { first, second } }, context) => {
    await sealed(context);
    const { size } = await latestHead(context);
    if (first > second || second > size)
      throw new Problem(404, 'ledger.unknown-size', fill(texts.unknownSize, { size }));
    return { first, second, proof: await proveGrowth(context, first, second) };
  },

  evidence: async ({ params: { sequence }, query: { since } }, context) => {
    const evidence = await gatherEvidence(context, sequence, since);
    await context.ledger(context.db, {
      action: 'export',
      resource: 'ledger.entry',
      basis: 'ledger:audit',
      subjects: [],
      detail: { sequence },
    });
    return {
      filename: `ledger-${sequence}.json`,
      type: 'application/json',
      body: Buffer.from(`${JSON.stringify(evidence, undefined, 2)}\n`),
    };
  },

  ...witnessHandlers,

  verification: async (_input, context) => {
    const found = await store.findVerification(context.db);
    return { last: found ? Verification.parse(found.outcome) : null };
  },

  verify: async (_input, context) => ({
    job: await context.startJob(context.db, verifyJob, {}, { actor: context.actor }),
  }),
};

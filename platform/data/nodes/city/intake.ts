import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { getDatasetInForce } from '#platform/data/catalogue';
import { collectFile } from '#platform/data/ingestion';
import type { Header } from '../log/envelope.ts';
import { envelopesAfter, settleEnvelope, type Envelope } from '../log/log-store.ts';
import { texts } from '../texts.ts';
import { noteHolding } from './holding.ts';
import { checkOf, leftChannels } from './intake-store.ts';
import { takeChanges } from './shared.ts';
import { forgetPayloads } from './forgetting.ts';
import { forgetNonces } from './key-store.ts';
import { tellCheck, tellNode } from './messages.ts';
import { findNode, type NodeRow } from './node-store.ts';

/** What became of an envelope, and what its node is told of it. */
interface Outcome {
  readonly state: 'done' | 'refused';
  readonly outcome: Readonly<Record<string, unknown>>;
  readonly tell?: Readonly<Record<string, unknown>>;
}

/** The platform itself hands in: the node is the department's, and the office has enrolled it for the dataset. */
const asPlatform = (context: Context): Context => ({ ...context, actor: system });

const whyOf = ({ detail, errors = [] }: Problem): Text => ({
  zh: [detail.zh, ...errors.slice(0, 5).map((each) => each.detail.zh)].join(' '),
  en: [detail.en, ...errors.slice(0, 5).map((each) => each.detail.en)].join(' '),
});

/** A node of a department hands in its own; one of a higher level what it was enrolled for. @throws Problem 403 */
async function requireOwn(context: Context, node: NodeRow, dataset: string): Promise<void> {
  const { provider } = await getDatasetInForce(context.db, dataset);
  if (node.role === 'upper' || provider === node.owner) return;
  throw new Problem(403, 'nodes.not-theirs', fill(texts.notTheirs, { dataset }));
}

/** What can never be taken in is said, and holds up nothing; anything else is tried again. */
async function orRefused(dataset: string, taking: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await taking();
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const outcome = { code: error.code, why: whyOf(error) };
    return { state: 'refused', outcome, tell: { what: 'refused', dataset, ...outcome } };
  }
}

async function deliver(context: Context, node: NodeRow, header: Header, dataset: string): Promise<Outcome> {
  await requireOwn(context, node, dataset);
  const mode = header.about['mode'] === 'correction' ? 'correction' : 'update';
  const given = { dataset, filename: header.name, mode, simulated: node.simulated } as const;
  const path = await context.files.path(header.payload);
  const { batch, job } = await collectFile(asPlatform(context), given, createReadStream(path));
  const outcome = { batch, again: job === null };
  return { state: 'done', outcome, tell: { what: 'delivered', dataset, ...outcome } };
}

async function change(context: Context, node: NodeRow, envelope: Envelope): Promise<Outcome> {
  return { state: 'done', outcome: await takeChanges(context, node, envelope) };
}

async function work(context: Context, node: NodeRow, envelope: Envelope): Promise<Outcome> {
  const { header, body } = envelope;
  const dataset = header.channel.split('/')[2] ?? '';
  if (header.kind === 'delivery') return orRefused(dataset, () => deliver(context, node, header, dataset));
  if (header.kind === 'changes') return orRefused(dataset, () => change(context, node, envelope));
  return orRefused(dataset, async () => {
    await noteHolding(context, node, header, body ?? '{}');
    return { state: 'done', outcome: {} };
  });
}

async function settle(context: Context, header: Header, { state, outcome, tell }: Outcome): Promise<void> {
  await context.transaction(async (tx) => {
    await settleEnvelope(tx, header, { state, outcome });
    const { channel, sequence, name } = header;
    if (tell) await tellNode(context, tx, header.node, { channel, sequence, name, ...tell });
  });
  // Checked before this was written, its check was told to nobody.
  const batch = outcome['batch'];
  const found = typeof batch === 'string' ? await checkOf(context.db, batch) : undefined;
  if (typeof batch === 'string' && found) await tellCheck(context, batch, found);
}

/** Works on what a node has sent along a channel, in its order. Safe to run again: the same content is the same batch. */
export const intake = defineJob({
  name: 'nodes.intake',
  title: texts.intake,
  input: z.object({ node: z.string(), channel: z.string() }),
  attempts: 10,
  lane: ({ node, channel }) => `nodes.intake ${node} ${channel}`,
  async run({ node: code, channel }, run, context) {
    const node = await findNode(context.db, code);
    let count = 0;
    for (let after = 0; node;) {
      const [next] = await envelopesAfter(
        context.db,
        { node: code, channel },
        { after, limit: 1, state: 'taken' },
      );
      if (!next) break;
      run.signal.throwIfAborted();
      await settle(context, next.header, await work(context, node, next));
      after = next.header.sequence;
      count += 1;
    }
    return { summary: fill(texts.tookIn, { count }), data: { count } };
  },
});

/** Goes on with what was left when a process ended, and forgets which requests came long ago and contents that were kept long enough. */
export const tidy = defineJob({
  name: 'nodes.tidy',
  title: texts.tidy,
  input: z.object({}),
  attempts: 1,
  async run(_input, _run, context) {
    const before = (minutes: number) =>
      new Date(context.clock.now().getTime() - minutes * 60_000).toISOString();
    await forgetNonces(context.db, before(15));
    const left = await leftChannels(context.db, before(10));
    for (const each of left) await context.startJob(context.db, intake, each, { actor: system });
    // Last: a disk that fails here keeps nothing else from being done.
    await forgetPayloads(context);
    return { summary: fill(texts.tookIn, { count: left.length }), data: { count: left.length } };
  },
});

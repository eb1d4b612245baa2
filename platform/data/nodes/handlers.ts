import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import type { operations, Standing } from './contract.ts';
import { conflictLog } from './city/conflicts.ts';
import { enrol, invite, revoke } from './city/enrol.ts';
import { gapsOf } from './city/gap-store.ts';
import { holdingsOf } from './city/holding-store.ts';
import { findNode, type NodeRow } from './city/node-store.ts';
import { rulesOf } from './city/rules-of.ts';
import { reconciliation } from './city/statement-store.ts';
import { newestEnvelopes, newestReceipts } from './log/log-store.ts';
import type { Standing as StandingName } from './names.ts';
import { returned, unpack } from './city/unpacking.ts';
import { texts } from './texts.ts';

/** A node within the actor's scope; outside it, it is not there. @throws Problem 404 */
async function nodeFor(context: Context, code: string, permission: string): Promise<NodeRow> {
  const { actor, db } = context;
  const node = await findNode(db, code);
  const sees = scopeOf(actor, permission) === 'city' || node?.owner === actor.organisation;
  if (!node || !sees) throw notFound(texts.node, code);
  return node;
}

function standingName({ way, lastSeenAt }: NodeRow, now: Date, silentMinutes: number): StandingName {
  if (way === 'file') return 'file';
  if (lastSeenAt === null) return 'none';
  return now.getTime() - Date.parse(lastSeenAt) > silentMinutes * 60_000 ? 'silent' : 'connected';
}

async function envelopes(context: Context, code: string): Promise<Standing['envelopes']> {
  const newest = await newestEnvelopes(context.db, code, 50);
  return newest.map(({ header: { channel, sequence, name }, at, state, outcome }) => ({
    channel,
    sequence,
    name,
    at,
    state,
    batch: typeof outcome?.['batch'] === 'string' ? outcome['batch'] : null,
    why: (outcome?.['why'] as { zh: string; en: string } | undefined) ?? null,
  }));
}

async function standing(context: Context, key: string): Promise<Standing> {
  const node = await nodeFor(context, key, 'nodes:read');
  const rules = await rulesOf(context.db);
  const channels = await reconciliation(context.db, key);
  return {
    standing: standingName(node, context.clock.now(), rules.silent_minutes),
    clockIsOff: Math.abs(node.clockOffset ?? 0) > rules.skew_seconds,
    channels: channels.map(({ sent, taken, ...each }) => ({
      ...each,
      sent,
      taken,
      missing: Math.max(0, (sent ?? 0) - taken),
    })),
    gaps: await gapsOf(context.db, key),
    holdings: (await holdingsOf(context.db, key)).map(({ digest: _digest, ...each }) => each),
    conflicts: await conflictLog(context, node, rules.office),
    envelopes: await envelopes(context, key),
    receipts: (await newestReceipts(context.db, key, 50)).map(({ channel, from, to, at, signature }) => ({
      channel,
      from,
      to,
      at,
      signature,
    })),
  };
}

export const handlers: Handlers<typeof operations> = {
  standing: ({ params }, context) => standing(context, params.key),
  invite: async ({ params: { key } }, context) => {
    await nodeFor(context, key, 'nodes:enrol');
    return invite(context, key);
  },
  revoke: async ({ params: { key }, body }, context) => {
    await nodeFor(context, key, 'nodes:enrol');
    return revoke(context, key, body.why);
  },
  enrolByFile: async ({ body }, context) => {
    const certificate = await enrol(context, body);
    return { node: certificate.node, certificate: JSON.stringify(certificate) };
  },
  unpack: async ({ params: { key }, upload }, context) => {
    await nodeFor(context, key, 'nodes:unpack');
    const { gaps, refused, missingBundles, ...counts } = await unpack(context, key, upload.stream);
    return { ...counts, gaps: [...gaps], refused: [...refused], missingBundles: [...missingBundles] };
  },
  returned: async ({ params: { key } }, context) => {
    await nodeFor(context, key, 'nodes:unpack');
    return {
      filename: `${key}-receipts.json`,
      type: 'application/json; charset=utf-8',
      body: Buffer.from(JSON.stringify(await returned(context, key)), 'utf8'),
    };
  },
};

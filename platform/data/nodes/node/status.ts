import type { Context } from '#kernel/context';
import { secretFile } from '#platform/base/identity';
import { channelsOf, envelopesAfter } from '../log/log-store.ts';
import type { Message, NodeStatus } from './contract.ts';
import { leasesOf } from './leases.ts';
import { followed } from './rows-store.ts';
import { findContact, findSays, findSelf } from './self.ts';

export type { NodeStatus } from './contract.ts';

/** The token by which programs of the department speak to their node: 256 bits in `keys/node-local.key`. */
export const localToken = async ({ config }: Pick<Context, 'config'>): Promise<string> =>
  (await secretFile(config, 'node-local.key')).toString('hex');

/** The newest messages of the city, the newest first. */
async function newestMessages(context: Context, node: string, sequence: number) {
  const channel = 'down/messages';
  const after = Math.max(0, sequence - 20);
  const items = await envelopesAfter(context.db, { node, channel }, { after, limit: 20 });
  return items.map(({ body }) => JSON.parse(body ?? '{}') as Message).toReversed();
}

type Channels = NodeStatus['channels'];

async function channelsAt(context: Context, node: string): Promise<Channels> {
  return (await channelsOf(context.db, node)).map(({ channel, sequence, acknowledged }) => ({
    channel,
    sequence,
    acknowledged,
    waiting: channel.startsWith('up/') ? sequence - acknowledged : 0,
  }));
}

async function contactAt(context: Context) {
  const { heardAt, at, code, clockOffset } = (await findContact(context)) ?? {
    heardAt: null,
    at: null,
    code: null,
    clockOffset: null,
  };
  return { heardAt, calledAt: at, trouble: code, clockOffset };
}

async function agreementsAt(context: Context): Promise<NodeStatus['agreements']> {
  const leases = leasesOf(context);
  return (await followed(context.db)).map(({ agreement, state, reason, rows, takenAt, proved }) => ({
    agreement,
    state,
    reason,
    rows,
    takenAt,
    proved,
    leaseSeconds: Math.floor(leases.left(agreement)),
  }));
}

export async function nodeStatus(context: Context): Promise<NodeStatus> {
  const self = await findSelf(context);
  const contact = await contactAt(context);
  if (!self) {
    const nothing = { node: null, city: null, keyUntil: null, waiting: 0, agreements: [] };
    return { ...nothing, ...contact, datasets: [], channels: [], messages: [] };
  }
  const { node, datasets, until } = self.certificate;
  const channels = await channelsAt(context, node);
  const told = channels.find(({ channel }) => channel === 'down/messages');
  return {
    node,
    city: self.city,
    ...contact,
    keyUntil: until,
    datasets: [...((await findSays(context))?.datasets ?? datasets)],
    channels,
    waiting: channels.reduce((sum, { waiting }) => sum + waiting, 0),
    agreements: await agreementsAt(context),
    messages: told ? await newestMessages(context, node, told.sequence) : [],
  };
}

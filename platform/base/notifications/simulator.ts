import { createHash } from 'node:crypto';
import { maskMobile } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import type { Message, Sent } from './channel.ts';
import type { Channel } from './rules.ts';
import { insertMessage } from './simulator-store.ts';

/** Addresses that end so are refused, so that a failure can be seen; and those that a try finds busy. */
const refusedEnd = '404';
const busyEnd = '503';

const shown = (address: string): string => (/^\d{11}$/.test(address) ? maskMobile(address) : address);

/** Stands in for a channel: keeps what would have been sent, sends nothing. */
export const simulator =
  (channel: Channel) =>
  async (context: Context, { id, address, words }: Message): Promise<Sent> => {
    if (address.endsWith(busyEnd)) throw new Error('the simulated gateway is busy');
    if (address.endsWith(refusedEnd)) return { refused: 'no such subscriber (simulated)' };
    const reference = `sim-${createHash('sha256').update(`${channel}\n${id}`).digest('hex').slice(0, 24)}`;
    const at = context.clock.now().toISOString();
    await insertMessage(context.db, { reference, channel, address: shown(address), words, at });
    return { reference };
  };

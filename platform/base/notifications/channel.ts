import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { AttemptState, Channel } from './rules.ts';
import { simulator } from './simulator.ts';

export interface Message {
  /** The same for every try of one message: a channel sends it once. */
  readonly id: string;
  readonly address: string;
  readonly words: string;
}

/** `reference`: the channel's own number of it. `refused`: it will never go, in the channel's words. */
export type Sent = { readonly reference: string } | { readonly refused: string };

/** One way out of the platform. A throw is tried again, and after the last try counts as refused. */
export interface NoticeChannel {
  readonly channel: Channel;
  /** Can it send as the installation is set up? Always, when not given. */
  readonly ready?: (context: Context) => boolean;
  send(context: Context, message: Message): Promise<Sent>;
}

/** What a channel tells of one of its messages; told twice, late or out of order it does no harm. */
export interface Receipt {
  readonly id: string;
  readonly reference: string;
  readonly state: Extract<AttemptState, 'failed' | 'delivered' | 'read'>;
  readonly at: string;
}

/** Real channels, which an installation contributes with its own credentials. Without one nothing leaves the machine. */
export const noticeChannelPoint = definePoint<NoticeChannel>('notifications.channel');

/** The channel in use: a real one, or the stand-in outside production, or none. */
export const channelFor = (context: Context, channel: Channel): NoticeChannel | undefined =>
  context
    .contributions(noticeChannelPoint)
    .find((each) => each.channel === channel && (each.ready?.(context) ?? true)) ??
  (context.config.production ? undefined : { channel, send: simulator(channel) });

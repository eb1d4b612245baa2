import type { OutgoingAnswer } from '#kernel/outgoing';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';
import type { AdapterSettings } from '../shapes.ts';

/** One item as the system gives it, under our names. */
export type RawItem = Readonly<Partial<Record<keyof AdapterSettings['fields'], string>>>;

export interface Pulled {
  readonly items: readonly RawItem[];
  /** Where to go on next time; null when the system says nothing of it. */
  readonly cursor: string | null;
  /** It has more now. */
  readonly more: boolean;
  /** These are all that there are: what is not among them waits no more. */
  readonly whole: boolean;
}

/** The system behind a feed: asked by the guarded way, with the feed's key. */
export interface Channel {
  ask(query: Readonly<Record<string, string>>): Promise<OutgoingAnswer>;
}

/** How one kind of old system is asked and understood. */
export interface SystemAdapter {
  readonly kind: string;
  readonly title: Text;
  /** Anything thrown is a miss: it is tried again later from the same cursor. */
  pull(channel: Channel, settings: AdapterSettings, cursor: string | null): Promise<Pulled>;
}

/** `contribute(systemAdapterPoint, { kind: 'seeyon', title, pull })`. */
export const systemAdapterPoint = definePoint<SystemAdapter>('applications.adapter');

/** What a system answered in place of its list. */
export class Unusable extends Error {}

/** @throws Unusable unless it is 200 */
export function textOf(answer: OutgoingAnswer, encoding: string): string {
  if (answer.status !== 200) throw new Unusable(`answered ${answer.status}`);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(answer.body);
  } catch (error) {
    throw new Unusable(`is not ${encoding}`, { cause: error });
  }
}

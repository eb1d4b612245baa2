import { OutgoingFault } from '#kernel/outgoing';
import { fill, type Text } from '#kernel/texts';
import { Unusable } from './adapters/adapter.ts';
import { texts } from './texts.ts';

/** The key of a feed was given for another machine. */
export class KeyElsewhere extends Error {}

/** Why nothing was got of a system, as it is kept: a short sign that words are made of. */
export function signOf(error: unknown): string {
  if (error instanceof OutgoingFault) return `fault-${error.kind}`;
  if (error instanceof KeyElsewhere) return 'fault-key';
  if (error instanceof Unusable) return /^answered \d+$/.test(error.message) ? error.message : 'unusable';
  throw error;
}

/** @param sign of `signOf`, `answered 503`, `items 3 2: title` */
export function faultText(sign: string | null): Text | null {
  if (sign === null) return null;
  const status = /^answered (\d+)$/.exec(sign)?.[1];
  if (status !== undefined) return fill(texts.faultStatus, { status });
  const [, count, first] = /^items (\d+) (.*)$/.exec(sign) ?? [];
  if (count !== undefined) return fill(texts.faultItems, { count, first: first ?? '' });
  return sign in texts ? texts[sign as keyof typeof texts] : texts.faultAnswer;
}

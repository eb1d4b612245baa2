import { OutgoingFault, type OutgoingFaultKind } from '#kernel/outgoing';
import { fill, type Text } from '#kernel/texts';
import { texts } from '../texts.ts';
import { SourceFault } from './reader.ts';

const words: Readonly<Record<OutgoingFaultKind, readonly [Text, boolean]>> = {
  'bad-address': [texts.faultAddress, false],
  'not-https': [texts.faultNotHttps, false],
  'private-address': [texts.faultPrivate, false],
  unreachable: [texts.faultUnreachable, true],
  timeout: [texts.faultTimeout, true],
  'too-large': [texts.faultTooLarge, false],
};

/** An error of the platform's way out, in words for the source's owner. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof OutgoingFault)) return error;
  const [reason, passing] = words[error.kind];
  return new SourceFault(reason, passing, error);
}

export const refused = (reason: Text, values: Readonly<Record<string, string | number>> = {}): SourceFault =>
  new SourceFault(fill(reason, values), false);

export const passing = (reason: Text, values: Readonly<Record<string, string | number>> = {}): SourceFault =>
  new SourceFault(fill(reason, values), true);

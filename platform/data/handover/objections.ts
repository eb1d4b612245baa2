import type { Text } from '#kernel/texts';
import type { Objection } from './rules.ts';
import { texts } from './texts.ts';

/** Each objection in words; its code is `handover.<objection>`. */
export const objections: Readonly<Record<Objection, Text>> = {
  'not-waiting': texts.notWaiting,
  'same-hand': texts.sameHand,
  'not-acceptable': texts.notAcceptable,
  'still-differs': texts.stillDiffers,
  'not-decided': texts.notDecided,
  'medium-gone': texts.mediumGone,
  'other-end': texts.otherEnd,
};

import type { Text } from '#kernel/texts';
import type { Risk } from '../shapes.ts';
import { texts } from '../texts.ts';

export const verdicts: Readonly<Record<Risk['verdict'], Text>> = {
  fits: texts.verdictFits,
  'too-much-held-back': texts.verdictTooMuch,
  'nothing-left': texts.verdictNothing,
  'no-rows': texts.verdictNoRows,
};

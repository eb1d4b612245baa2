import { number, type Say } from '#ui';
import type { Language } from '#kernel/texts';
import { words } from './words.ts';

/** Minutes of a task's clock as people say them. */
export const hoursOf = (
  minutes: number,
  { byClock }: { readonly byClock: boolean },
  { say, language }: { readonly say: Say; readonly language: Language },
): string =>
  say(byClock ? words.clockHours : words.officeHours, { amount: number(minutes / 60, language, 1) });

export const percentOf = (share: number, language: Language, digits = 0): string =>
  `${number(100 * share, language, digits)} %`;

/** The same where there may be none. */
export const shareOf = (share: number | null, language: Language): string =>
  share === null ? '—' : percentOf(share, language);

import type { Say } from '#ui';
import { words } from './words.ts';

const known: Readonly<Record<string, (typeof words.causes)[keyof typeof words.causes]>> = words.causes;

/** What brought a value, in words; a batch or a file is called by its name. */
export const causeWords = (cause: string, say: Say): string =>
  cause
    .split(', ')
    .map((each) => (Object.hasOwn(known, each) ? say(known[each] ?? words.causes.release) : each))
    .join(say({ zh: '、', en: ', ' }));

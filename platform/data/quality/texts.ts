import type { Text } from '#kernel/texts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

type Key = keyof typeof zh;

const keys = Object.keys(zh) as Key[];

/** The words of this module, each in both languages. */
export const texts = Object.fromEntries(keys.map((key) => [key, { zh: zh[key], en: en[key] }])) as {
  readonly [K in Key]: Text;
};

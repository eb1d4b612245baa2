import type { Text } from '#kernel/texts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

/** All words of the module, each in both languages. */
export const texts = Object.fromEntries(
  (Object.keys(zh) as (keyof typeof zh)[]).map((name) => [name, { zh: zh[name], en: en[name] }]),
) as Readonly<Record<keyof typeof zh, Text>>;

import { z } from 'zod';
import type { Text } from './texts.ts';

type Issue = z.core.$ZodIssue;

const zh = z.locales.zhCN().localeError;
const en = z.locales.en().localeError;

const words = (said: ReturnType<typeof zh>): string | undefined =>
  typeof said === 'string' ? said : said?.message;

const required: Text = { zh: '必须填写。', en: 'This must be filled in.' };

const spoken: Partial<Record<Issue['code'], (issue: Issue) => Text | undefined>> = {
  invalid_type: (issue) => (issue.input === undefined || issue.input === null ? required : undefined),
  too_big: (issue) =>
    issue.code === 'too_big' && issue.origin === 'string'
      ? { zh: `最多 ${issue.maximum} 个字符。`, en: `At most ${issue.maximum} characters.` }
      : undefined,
  too_small: (issue) => {
    if (issue.code !== 'too_small' || issue.origin !== 'string') return undefined;
    return Number(issue.minimum) === 1
      ? required
      : { zh: `至少 ${issue.minimum} 个字符。`, en: `At least ${issue.minimum} characters.` };
  },
};

/** What is wrong with a value, in both languages; a schema's own message stands as it was written. */
export function wordsOfIssue(issue: Issue): Text {
  const own = spoken[issue.code]?.(issue);
  if (own) return own;
  const standard = words(en(issue as Parameters<typeof en>[0]));
  if (standard !== undefined && issue.message !== standard) return { zh: issue.message, en: issue.message };
  return { zh: words(zh(issue as Parameters<typeof zh>[0])) ?? issue.message, en: issue.message };
}

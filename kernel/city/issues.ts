import { z } from 'zod';
import type { FaultWords, Path } from './fault.ts';

const inChinese = z.locales.zhCN().localeError;

const wordsOf = (issue: z.core.$ZodIssue): string => {
  const answer = inChinese(issue as z.core.$ZodRawIssue);
  return (typeof answer === 'string' ? answer : answer?.message) ?? issue.message;
};

const nameOf = (path: Path): string =>
  path.length === 0 ? '' : `${path.map((step) => String(step)).join('.')}: `;

/**
 * The words of a zod issue in both languages.
 * A schema that adds an issue of its own gives the English as `message` and the Chinese as `params.zh`.
 */
export function wordsOfIssue(issue: z.core.$ZodIssue, path: Path): FaultWords {
  const name = nameOf(path);
  const own = issue.code === 'custom' ? issue.params?.['zh'] : undefined;
  const zh = typeof own === 'string' ? own : wordsOf(issue);
  return { code: 'city.value', message: { zh: `${name}${zh}`, en: `${name}${issue.message}` } };
}

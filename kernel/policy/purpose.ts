import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import { definePoint } from '../point.ts';
import { Problem } from '../problem.ts';
import type { RecordOf } from '../record/define.ts';
import type { Text } from '../texts.ts';
import { personalClasses, type PersonalClass } from './rights.ts';

/** What personal data may be read for in this city, and which classes of field it opens. */
export interface Purpose {
  readonly code: string;
  readonly title: Text;
  readonly opens: readonly PersonalClass[];
}

export interface Purposes {
  /** A purpose may also be told in one's own words, which open every class that the reader's rights open. */
  readonly freeText: boolean;
  readonly items: readonly Purpose[];
}

export interface PurposeLookup {
  purposes(db: Db): Promise<Purposes>;
}

/** Who knows the purposes of the city. Without one every purpose is told in words. */
export const purposePoint = definePoint<PurposeLookup>('kernel.purposes');

const unlisted: Purposes = { freeText: true, items: [] };

export async function purposesOf(context: Context): Promise<Purposes> {
  return (await context.contributions(purposePoint)[0]?.purposes(context.db)) ?? unlisted;
}

/** The code that a stated purpose begins with: `care`, `care: follow-up of last week`. */
const codeIn = (stated: string): string => stated.split(/[:：]/, 1)[0]?.trim() ?? '';

function unfit(record: RecordOf, usable: readonly Purpose[]): Problem {
  const names = (language: 'zh' | 'en') => usable.map(({ code, title }) => `${code} ${title[language]}`);
  return new Problem(
    403,
    'records.purpose-unfit',
    {
      zh: `查看${record.title.zh}的个人信息原文不能用此用途。可用：${names('zh').join('，')}`,
      en: `This purpose does not open the personal fields of ${record.title.en}. There are: ${names('en').join(', ')}`,
    },
    { purposes: usable.map(({ code }) => code) },
  );
}

/**
 * The classes that a stated purpose opens of a record, besides what the reader's rights say.
 * @throws Problem 403 `records.purpose-unfit` for a purpose that opens nothing here
 */
export async function classesFor(
  context: Context,
  record: RecordOf,
  stated: string,
): Promise<readonly PersonalClass[]> {
  const { freeText, items } = await purposesOf(context);
  const { purposes } = record.rights;
  const usable = items.filter(({ code }) => !purposes || purposes.includes(code));
  const found = usable.find(({ code }) => code === codeIn(stated));
  if (found && found.opens.length > 0) return found.opens;
  const listed = items.some(({ code }) => code === codeIn(stated));
  if (!listed && freeText && !purposes) return personalClasses;
  throw unfit(record, usable);
}

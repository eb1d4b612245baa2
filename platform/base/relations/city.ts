import { z } from 'zod';
import { defineCityFile, type CityCheck } from '#kernel/city';
import { fill, Text } from '#kernel/texts';
import { texts } from './texts.ts';

const PurposeEntry = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,38}$/),
  title: Text,
  opens: z.array(z.enum(['personal', 'sensitive'])).describe('classes of field it may show unmasked'),
  basis: z.string().min(1).describe('law and article, or the rule of the city'),
});

/** What personal data may be read for in this city. */
export const purposesFile = defineCityFile({
  path: 'purposes.yaml',
  format: 'yaml',
  title: { zh: '查看个人信息的用途', en: 'Purposes of reading personal data' },
  schema: z.strictObject({
    freeText: z.boolean().describe('a purpose may also be told in words that are in no list'),
    purposes: z.array(PurposeEntry),
  }),
});

/** Each code once. */
export const purposesCheck: CityCheck = (city) => {
  const codes = city.get(purposesFile).purposes.map(({ code }) => code);
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : [
          city.fault(purposesFile, ['purposes', index, 'code'], {
            code: 'relations.purpose-twice',
            message: fill(texts.purposeTwice, { code }),
          }),
        ],
  );
};

import { z } from 'zod';
import { defineCityFile, type CityCheck } from '#kernel/city';
import { Text } from '#kernel/texts';
import { organisationsFile } from '#platform/base/organisations';
import { asked, circles, natures, periods, questionSensitivities, types } from './names.ts';

const CityQuestion = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  label: Text,
  type: z.enum(types),
  unit: z.string().optional(),
  nature: z.enum(natures),
  required: z.boolean().default(true),
  item: z.string().optional(),
  why: z.string().optional(),
  sensitivity: z.enum(questionSensitivities).optional(),
});

export const CityReturn = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  title: Text,
  owner: z.string(),
  asks: z.enum(asked).default('company'),
  circle: z.enum(circles).default('list'),
  place: z.string().optional(),
  age: z.strictObject({ from: z.int().min(0).optional(), to: z.int().min(0).optional() }).default({}),
  real_name: z.union([z.literal(2), z.literal(3)]).optional(),
  period: z.enum(periods),
  due_days: z.int().min(1).max(120),
  begins_on: z.iso.date(),
  basis: z.string().min(2),
  reconstructed: z.boolean().default(false),
  questions: z.array(CityQuestion).min(1),
});
export type CityReturn = z.infer<typeof CityReturn>;

export const returnsFile = defineCityFile({
  path: 'returns.yaml',
  format: 'yaml',
  title: { zh: '报表', en: 'Returns' },
  schema: z.strictObject({
    synonyms: z.array(z.array(z.string().min(1)).min(2)).default([]),
    returns: z.array(CityReturn),
  }),
});

const fault = (code: string, zh: string, en: string) => ({ code, message: { zh, en } });

/** Each return has an owner that exists and a code of its own, and each of its questions a name of its own. */
export const returnsCheck: CityCheck = (city) => {
  const owners = new Set<string>(city.get(organisationsFile).organisations.map(({ code }) => code));
  const { returns } = city.get(returnsFile);
  return returns.flatMap(({ code, owner, questions }, at) => {
    const names = questions.map(({ name }) => name);
    const found = [
      ...(owners.has(owner)
        ? []
        : [
            [
              ['owner'],
              fault('reporting.unknown-owner', `没有机构 ${owner}`, `no organisation ${owner}`),
            ] as const,
          ]),
      ...(returns.findIndex((each) => each.code === code) === at
        ? []
        : [
            [
              ['code'],
              fault('reporting.code-twice', `报表代码 ${code} 重复`, `return ${code} stands twice`),
            ] as const,
          ]),
      ...(new Set(names).size === names.length
        ? []
        : [
            [
              ['questions'],
              fault('reporting.name-twice', '题目列名重复', 'a name of a question stands twice'),
            ] as const,
          ]),
    ];
    return found.map(([path, words]) => city.fault(returnsFile, ['returns', at, ...path], words));
  });
};

import { expect, test } from 'vitest';
import { Definition, type Answers } from './definition.ts';
import { answerFaults, standing, toJsonSchema } from './rules.ts';

const text = (words: string) => ({ zh: words, en: words });
const definition = Definition.parse({
  sections: [
    {
      title: text('一'),
      questions: [
        { name: 'born', kind: 'date', label: text('出生') },
        { name: 'age', kind: 'computed', label: text('年龄'), formula: { does: 'years', of: ['born'] } },
        {
          name: 'guardian',
          kind: 'person',
          label: text('监护人'),
          showIf: [{ question: 'age', is: 'under', value: 18 }],
        },
        {
          name: 'wish',
          kind: 'multi',
          label: text('愿望'),
          choices: [
            { code: 'a', text: text('甲') },
            { code: 'b', text: text('乙') },
          ],
          required: false,
        },
        {
          name: 'why',
          kind: 'long',
          label: text('缘由'),
          showIf: [{ question: 'wish', is: 'equals', value: 'b' }],
        },
        { name: 'one', kind: 'number', label: text('数'), least: 0, most: 10, required: false },
        { name: 'two', kind: 'number', label: text('数二'), required: false },
        { name: 'sum', kind: 'computed', label: text('和'), formula: { does: 'sum', of: ['one', 'two'] } },
        { name: 'mobile', kind: 'text', label: text('手机'), format: 'mobile', required: false },
      ],
    },
  ],
});
const today = '2026-11-28';
const stand = (answers: Answers) => standing(definition, answers, today);

test.for([
  [{}, ['born']],
  [{ born: '2026-02-30' }, ['born']],
  [{ born: '1990-01-01' }, []],
  [{ born: '2010-11-29' }, ['guardian']],
  [{ born: '2010-11-29', guardian: '甲' }, []],
  [{ born: '1990-01-01', wish: ['b'] }, ['why']],
  [{ born: '1990-01-01', wish: ['c'] }, ['wish']],
  [{ born: '1990-01-01', wish: 'a' }, ['wish']],
  [{ born: '1990-01-01', one: 11 }, ['one']],
  [{ born: '1990-01-01', one: 'x' }, ['one']],
  [{ born: '1990-01-01', mobile: '123' }, ['mobile']],
] as const)('%j lacks %j', ([answers, names]) => {
  const faults = answerFaults(stand(answers as unknown as Answers));
  expect(faults.map(({ path }) => path)).toEqual(names.map((name) => `answers.${name}`));
});

test('what is no longer asked counts no more, and what is computed cannot be given', () => {
  const { asked, answers } = stand({ born: '1990-01-01', guardian: '甲', age: 3, one: 0.1, two: 0.2 });
  expect(asked.map(({ name }) => name)).not.toContain('guardian');
  expect(answers).toEqual({ born: '1990-01-01', age: 36, one: 0.1, two: 0.2, sum: 0.3 });
});

test('of what is no number nothing is reckoned', () => {
  for (const one of ['1,000', '一千', '1e400'])
    expect(stand({ born: '1990-01-01', one, two: 1 }).answers).not.toHaveProperty('sum');
});

test.for([
  ['of a later question', [{ name: 'a', showIf: [{ question: 'b', is: 'filled' }] }, { name: 'b' }]],
  ['of itself', [{ name: 'a', showIf: [{ question: 'a', is: 'filled' }] }]],
  ['twice', [{ name: 'a' }, { name: 'a' }]],
  ['choice without choices', [{ name: 'a', kind: 'choice' }]],
] as const)('a definition %s is refused', ([, questions]) => {
  const full = questions.map((each) => ({ kind: 'text', label: text('甲'), ...each }));
  const sections = [{ title: text('一'), questions: full }];
  expect(Definition.safeParse({ sections }).success).toBe(false);
});

test('the schema names what is always needed', () => {
  expect(toJsonSchema(definition)).toMatchObject({
    required: ['born'],
    additionalProperties: false,
    properties: { one: { type: 'number', minimum: 0, maximum: 10 }, wish: { type: 'array' } },
  });
});

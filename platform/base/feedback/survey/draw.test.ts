import { expect, test } from 'vitest';
import type { Definition } from '#platform/base/forms/contract';
import { allocate, draw } from './draw.ts';
import { hiddenCells, resultsOf } from './results.ts';

test.each([
  { sizes: { a: 50, b: 30, c: 20 }, wanted: 10, given: { a: 5, b: 3, c: 2 } },
  { sizes: { a: 1, b: 1, c: 1 }, wanted: 2, given: { a: 1, b: 1, c: 0 } },
  { sizes: { a: 7, b: 2, c: 1 }, wanted: 5, given: { a: 4, b: 1, c: 0 } },
  { sizes: { a: 3, b: 2 }, wanted: 99, given: { a: 3, b: 2 } },
  { sizes: {}, wanted: 5, given: {} },
])('$wanted of $sizes', ({ sizes, wanted, given }) => {
  expect(Object.fromEntries(allocate(new Map(Object.entries(sizes)), wanted))).toEqual(given);
});

const members = Array.from({ length: 300 }, (_, at) => ({ account: `p${at}`, stratum: `t${at % 3}` }));

test('the same seed draws the same people, whatever the order of the list; another seed draws others', () => {
  const names = (seed: string, list = members) =>
    draw(list, seed, 30)
      .sample.map(({ account }) => account)
      .toSorted();
  expect(names('当天号码 482', members.toReversed())).toEqual(names('当天号码 482'));
  expect(names('当天号码 483')).not.toEqual(names('当天号码 482'));
  expect(draw(members, 'x', 30).strata).toEqual(
    ['t0', 't1', 't2'].map((stratum) => ({ stratum, size: 100, drawn: 10 })),
  );
});

test('everybody is drawn about as often as everybody else', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 1000; seed += 1)
    for (const { account } of draw(members, `seed ${seed}`, 30).sample)
      counts.set(account, (counts.get(account) ?? 0) + 1);
  // 100 expected, standard deviation 9.5: beyond five of them chance does not go among 300.
  const all = members.map(({ account }) => counts.get(account) ?? 0);
  expect(Math.min(...all)).toBeGreaterThan(52);
  expect(Math.max(...all)).toBeLessThan(148);
});

const cells = (...counts: number[]) => counts.map((count, at) => ({ code: 'abcde'[at] ?? '', count }));
test.each([
  { counts: [40, 30, 30], whole: 100, hidden: [] },
  { counts: [60, 35, 5], whole: 100, hidden: ['b', 'c'], why: 'one alone could be reckoned' },
  { counts: [60, 33, 4, 3], whole: 100, hidden: ['b', 'c', 'd'], why: 'seven together are few' },
  { counts: [60, 24, 9, 7], whole: 100, hidden: ['c', 'd'], why: 'sixteen together are not' },
  { counts: [95, 5, 0], whole: 100, hidden: ['a', 'b'], why: 'none is nobody' },
  { counts: [60, 35, 5], whole: undefined, hidden: ['c'], why: 'several choices add up to nothing' },
])('cells $counts of $whole', ({ counts, whole, hidden }) => {
  expect([...hiddenCells(cells(...counts), whole)].toSorted()).toEqual(hidden);
});

const label = { zh: '题', en: 'Question' };
const definition = {
  sections: [
    {
      title: label,
      questions: [
        {
          name: 'how',
          kind: 'choice',
          label,
          required: true,
          showIf: [],
          choices: ['a', 'b'].map((code) => ({ code, text: label })),
        },
        { name: 'age', kind: 'number', label, required: true, showIf: [] },
        { name: 'words', kind: 'long', label, required: false, showIf: [] },
      ],
    },
  ],
} satisfies Definition;

test('results: shares with their interval, a mean with its, never words; nothing of fewer than ten', () => {
  const answers = Array.from({ length: 40 }, (_, at) => ({
    how: at < 30 ? 'a' : 'b',
    age: at,
    words: '我是谁',
  }));
  const results = resultsOf(definition, answers);
  expect(JSON.stringify(results)).not.toContain('我是谁');
  const [how, age] = results;
  // Wilson's interval of 30 in 40: 0.598 to 0.858.
  expect(how?.choices[0]).toMatchObject({
    count: 30,
    share: 0.75,
    low: expect.closeTo(0.598, 3),
    high: expect.closeTo(0.858, 3),
  });
  expect(age?.mean).toEqual({ value: 19.5, low: expect.closeTo(15.877, 2), high: expect.closeTo(23.123, 2) });
  const few = resultsOf(definition, answers.slice(0, 9));
  expect(few.map(({ answered, choices, mean }) => [answered, choices, mean])).toEqual(
    few.map(() => [null, [], null]),
  );
});

import { expect, test } from 'vitest';
import { batched } from './batch.ts';

test('fifty cells of one page become one question, each key asked once', async () => {
  const asked: (readonly string[])[] = [];
  const label = batched<string>(async (keys) => {
    asked.push(keys);
    return new Map(keys.filter((key) => key !== 'gone').map((key) => [key, `name of ${key}`]));
  });
  const answers = await Promise.all(['a', 'b', 'a', 'gone'].map(label));
  expect(answers).toEqual(['name of a', 'name of b', 'name of a', undefined]);
  expect(asked).toEqual([['a', 'b', 'gone']]);
});

test('a question never carries more keys than the server takes', async () => {
  const sizes: number[] = [];
  const label = batched<string>(
    async (keys) => {
      sizes.push(keys.length);
      return new Map(keys.map((key) => [key, key]));
    },
    { most: 2 },
  );
  expect(await Promise.all(['a', 'b', 'c'].map(label))).toEqual(['a', 'b', 'c']);
  expect(sizes).toEqual([2, 1]);
});

test('when the question fails, everybody who asked is told', async () => {
  const label = batched<string>(() => Promise.reject(new Error('cut')));
  const told = await Promise.allSettled([label('a'), label('b')]);
  expect(told.map((each) => each.status)).toEqual(['rejected', 'rejected']);
});

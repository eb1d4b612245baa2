import { expect, test } from 'vitest';
import { csvPieces } from './embedded/csv-pieces.ts';

async function cut(chunks: readonly string[], least: number): Promise<[string, number][]> {
  const pieces: [string, number][] = [];
  const source = (async function* () {
    yield* chunks;
  })();
  for await (const { bytes, linesBefore } of csvPieces(source, least)) {
    pieces.push([Buffer.from(bytes).toString(), linesBefore]);
  }
  return pieces;
}

const cases: readonly (readonly [
  string,
  readonly string[],
  number,
  readonly (readonly [string, number])[],
])[] = [
  ['nothing', [], 1, []],
  ['one record without a line end', ['a,1'], 1, [['a,1', 0]]],
  [
    'records cut at their ends',
    ['a,1\nb', ',2\nc,3\n'],
    1,
    [
      ['a,1\n', 0],
      ['b,2\nc,3\n', 1],
    ],
  ],
  ['a line end inside quotes', ['a,"x\n', 'y"\nb,2\n'], 1, [['a,"x\ny"\nb,2\n', 0]]],
  [
    'a doubled quote across chunks',
    ['a,"x"', '"\ny"\nb', ',2\n'],
    1,
    [
      ['a,"x""\ny"\n', 0],
      ['b,2\n', 2],
    ],
  ],
  [
    'windows line ends',
    ['a,1\r\nb', ',2\r\n'],
    1,
    [
      ['a,1\r\n', 0],
      ['b,2\r\n', 1],
    ],
  ],
  ['a Chinese character across chunks is whole', ['姚,1\n江,2\n'], 1, [['姚,1\n江,2\n', 0]]],
  [
    'small chunks are gathered',
    ['a\n', 'b\n', 'c\n', 'd\n', 'e'],
    4,
    [
      ['a\nb\n', 0],
      ['c\nd\n', 2],
      ['e', 4],
    ],
  ],
];

test.each(cases)('%s', async (_name, chunks, least, expected) => {
  expect(await cut(chunks, least)).toEqual(expected);
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dice } from '#engines/chance';
import { findKeys, writeKeys } from './standing-keys.ts';
import { copyRows, writePlaces } from './standing-rows.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkage-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

test.each([0, 1, 3, 5, 257])('any of %i rows are copied, line ends in quotes and all', async (many) => {
  const kinds = ['plain', '"two\nlines"', '"a ""word"", said"', ',,', '"\n\n"', '"姚江\n"'];
  const rows = Array.from({ length: many }, (_, row) => `${row},${kinds[row % kinds.length]}\n`);
  const file = { rows: at('rows.csv'), places: at('rows.places') };
  await writeFile(file.rows, rows.join(''));
  await writePlaces(file);
  for (const step of [1, 2, 3, 7]) {
    const wanted = [...rows.keys()].filter((row) => row % step === 0);
    await copyRows(file, Int32Array.from(wanted), at('some.csv'));
    expect(await readFile(at('some.csv'), 'utf8')).toBe(rows.filter((_, row) => row % step === 0).join(''));
  }
});

test('a key is found as often as it is there, across pages and at the ends of runs', async () => {
  const next = dice(3);
  const highest = 2 ** 32 - 1;
  // A rule without keys, one page, many pages with a key that fills more than two of them, and the ends of what 32 bits hold.
  const runs = [
    [],
    [0, 0, 5, highest],
    [...Array.from({ length: 3000 }, () => next(4000)), ...Array.from({ length: 1300 }, () => 777), highest],
    Array.from({ length: 512 }, (_, key) => 2 * key),
    [],
  ].map((keys) => keys.toSorted((x, y) => x - y).map((key, n) => [key, n] as const));
  async function* texts() {
    for (const run of runs) {
      await writeFile(at('run.csv'), run.map(([key, n]) => `${key},${n}\n`).join(''));
      yield at('run.csv');
    }
  }
  const file = { entries: at('keys.entries'), firsts: at('keys.firsts') };
  const counts = await writeKeys(file, texts());
  expect(counts).toEqual(runs.map(({ length }) => length));
  for (const [place, run] of runs.entries())
    for (const wanted of [
      [],
      [0],
      [highest],
      [777, 3, 1, 776, 778],
      Array.from({ length: 900 }, () => next(4100)),
    ]) {
      const found = await findKeys(file, counts, new Map([[place, wanted]]));
      const there = run.flatMap(([key, n]) => (wanted.includes(key) ? [n] : []));
      expect([...found].toSorted((x, y) => x - y)).toEqual(there.toSorted((x, y) => x - y));
    }
});

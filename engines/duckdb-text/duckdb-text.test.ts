import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { halfWidthSql, literal, quoted } from './index.ts';

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
});
afterAll(() => instance.closeSync());

async function one(sql: string): Promise<unknown> {
  const connection = await instance.connect();
  const [row] = (await connection.runAndReadAll(sql)).getRowsJS();
  connection.closeSync();
  return row?.[0];
}

const worst = ["it's", '"x"', '\\', '$1', '?', "'; drop table t; --", '换行\n', ' ', ''];

test.each(worst)('%j is the same text again', async (text) => {
  expect(await one(`select ${literal(text)}`)).toBe(text);
});

test.each(worst.filter((name) => name !== ''))('%j names a column', async (name) => {
  expect(await one(`select ${quoted(name)} from (select 7 as ${quoted(name)})`)).toBe(7);
});

test.each([
  ['ＡＢ－１２', 'AB-12'],
  ['（２０２０）１２号', '(2020)12号'],
  ['王　芳', '王 芳'],
  ['～！＇', "~!'"],
  ['plain 王芳。', 'plain 王芳。'],
])('%s in half width is %s', async (text, half) => {
  expect(await one(`select ${halfWidthSql('v')} from (select ${literal(text)} as v)`)).toBe(half);
});

test('nothing stays nothing', async () => {
  expect(await one(`select ${halfWidthSql('v')} from (select null::varchar as v)`)).toBeNull();
});

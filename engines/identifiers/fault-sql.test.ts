import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import {
  citizenIdCheck,
  citizenIdFault,
  citizenIdFaultSql,
  normaliseIdentifier,
  normaliseIdentifierSql,
  usccCheck,
  usccFault,
  usccFaultSql,
} from './index.ts';

const CASES = 6000;
const NOISE = [..."0123456789XxZIO -１Ｘ张\u200b\u3000×😀*'"];

let state = 32100;
function below(limit: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * limit);
}

function pick(characters: readonly string[]): string {
  return characters[below(characters.length)] ?? '';
}

function digits(count: number): string {
  return Array.from({ length: count }, () => below(10)).join('');
}

function spoilt(text: string): string {
  if (below(3) === 0) return text;
  const at = below(text.length);
  const kept = text.slice(at + below(2));
  return text.slice(0, at) + pick(NOISE) + kept;
}

function citizenIdCase(): string {
  const birth = `${1790 + below(330)}${digits(1)}${digits(1)}${digits(2)}`;
  const plausible = below(2) === 0 ? birth : `19${digits(2)}0${1 + below(9)}${1 + below(2)}${digits(1)}`;
  const front = `${pick(['11', '33', '99', '65', '00'])}${digits(4)}${plausible}${digits(3)}`;
  return spoilt(front + citizenIdCheck(front));
}

function usccCase(): string {
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  const organisation = Array.from({ length: 9 }, () => pick(alphabet)).join('');
  const front = pick(['91', '12', 'Y1']) + digits(6) + organisation;
  return spoilt(front + usccCheck(front));
}

async function evaluate(expression: string, values: readonly string[]): Promise<(string | null)[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run('create table numbers (place integer, number varchar)');
  const appender = await connection.createAppender('numbers');
  values.forEach((value, place) => {
    appender.appendInteger(place);
    appender.appendVarchar(value);
    appender.endRow();
  });
  appender.closeSync();
  const reader = await connection.runAndReadAll(`select ${expression} as answer from numbers order by place`);
  const answers = reader.getRows().map(([answer]) => (typeof answer === 'string' ? answer : null));
  connection.closeSync();
  instance.closeSync();
  return answers;
}

test('DuckDB and TypeScript say the same of every citizen identity number', async () => {
  const numbers = [
    '11010519491231002X',
    '',
    '😀'.repeat(18),
    ...Array.from({ length: CASES }, citizenIdCase),
  ];
  const told = numbers.map((number) => citizenIdFault(number, { today: '2016-12-31' }));
  expect(await evaluate(citizenIdFaultSql('number', { today: '2016-12-31' }), numbers)).toEqual(told);
  expect(await evaluate(citizenIdFaultSql('number'), numbers)).toEqual(numbers.map((n) => citizenIdFault(n)));
  expect(new Set(told)).toEqual(new Set([null, 'length', 'character', 'region', 'date', 'check']));
});

test('the division is asked of a table when there is one', async () => {
  const expression = citizenIdFaultSql('number', { region: (code) => `${code} in (select '110105')` });
  expect(await evaluate(expression, ['11010519491231002X', '440524188001010014'])).toEqual([null, 'region']);
});

test('DuckDB and TypeScript say the same of every credit code', async () => {
  const codes = ['91350100M000100Y43', ...Array.from({ length: CASES }, usccCase)];
  const told = codes.map((code) => usccFault(code));
  expect(await evaluate(usccFaultSql('number'), codes)).toEqual(told);
  expect(new Set(told)).toEqual(new Set([null, 'length', 'character', 'check', 'organisation']));
});

test('DuckDB and TypeScript normalise alike', async () => {
  const texts = Array.from({ length: CASES }, () =>
    Array.from({ length: 1 + below(20) }, () => pick(NOISE)).join(''),
  );
  expect(await evaluate(normaliseIdentifierSql('number'), texts)).toEqual(texts.map(normaliseIdentifier));
});

test('a missing number is not a wrong one', async () => {
  expect(await evaluate(citizenIdFaultSql('cast(null as varchar)'), ['x'])).toEqual([null]);
  expect(() => citizenIdFaultSql('number', { today: "2016'; drop" })).toThrow(TypeError);
});

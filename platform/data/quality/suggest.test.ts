import { expect, test } from 'vitest';
import { good, rule } from './test-batch.ts';
import { suggest } from './suggest.ts';

const fullWidth = (text: string): string =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfe_e0));

const birth = rule({ kind: 'agrees-with-citizen-id', field: 'born', citizenId: 'id', part: 'birth' });
const sex = rule({ kind: 'agrees-with-citizen-id', field: 'sex', citizenId: 'id', part: 'sex' });

// `good` is of a man born on 2 January 1980.
const fifteen = good.slice(0, 6) + good.slice(8, 17);

test.each([
  ['as it is', good],
  ['in full width, with blanks around it', `　${fullWidth(good)} `],
  ['of fifteen digits', fifteen],
])('a birth and a sex are told from a number %s', (_, number) => {
  expect(suggest(birth, () => number)).toBe('1980-01-02');
  expect(suggest(sex, () => number)).toBe(Number(good[16]) % 2 === 1 ? '1' : '2');
});

test.each(['', good.slice(0, 17) + (good.endsWith('1') ? '2' : '1'), '000000000000000000', 'abc'])(
  'of a number that does not hold (%s) nothing is told',
  (number) => {
    expect(suggest(birth, () => number)).toBeNull();
    expect(suggest(sex, () => number)).toBeNull();
  },
);

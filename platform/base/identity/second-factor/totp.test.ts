import { expect, test } from 'vitest';
import { base32, matchingStep, otpauthUri, stepOf, totp } from './totp.ts';

const seed = (length: number) => Buffer.from('1234567890'.repeat(7).slice(0, length), 'ascii');

/** RFC 6238 appendix B; the seeds are as long as the hash (errata 2866). */
test.each([
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
])('at %d', (seconds, sha1, sha256, sha512) => {
  const step = stepOf(new Date(seconds * 1000));
  expect(totp(seed(20), step, 8, 'sha1')).toBe(sha1);
  expect(totp(seed(32), step, 8, 'sha256')).toBe(sha256);
  expect(totp(seed(64), step, 8, 'sha512')).toBe(sha512);
});

test('base32 of RFC 4648 §10, without padding', () => {
  const words = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];
  const coded = ['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'];
  expect(words.map((word) => base32(Buffer.from(word)))).toEqual(coded);
});

test('a code is good for its own step and its neighbours, once', () => {
  const now = new Date('2026-03-02T01:00:10Z');
  const step = stepOf(now);
  const code = totp(seed(20), step);
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  expect(matchingStep(seed(20), code, now, 0)).toBe(step);
  expect(matchingStep(seed(20), code, at(30), 0)).toBe(step);
  expect(matchingStep(seed(20), code, at(-30), 0)).toBe(step);
  expect(matchingStep(seed(20), code, at(61), 0)).toBeUndefined();
  expect(matchingStep(seed(20), code, now, step)).toBeUndefined();
  expect(matchingStep(seed(20), '', now, 0)).toBeUndefined();
});

test('the address for the app', () => {
  expect(otpauthUri('姚江', 'lin', seed(20))).toBe(
    'otpauth://totp/%E5%A7%9A%E6%B1%9F:lin?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%A7%9A%E6%B1%9F&period=30&digits=6',
  );
});

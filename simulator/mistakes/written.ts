import type { Random } from '../random.ts';

/** Two neighbours that differ change places, behind the division; undefined where all neighbours are alike. */
export function transposed(number: string, random: Random): string | undefined {
  const places = Array.from({ length: number.length - 9 }, (_, at) => at + 8).filter(
    (at) => number[at] !== number[at + 1],
  );
  if (places.length === 0) return undefined;
  const at = random.pick(places);
  return `${number.slice(0, at)}${number.charAt(at + 1)}${number.charAt(at)}${number.slice(at + 2)}`;
}

/** Another last character. */
export function otherCheck(number: string, random: Random): string {
  const last = number.slice(-1);
  const digit = String((Number(last === 'X' ? 0 : Number(last) || 0) + random.between(1, 8)) % 10);
  return number.slice(0, -1) + (digit === last ? String((Number(digit) + 1) % 10) : digit);
}

/** As on an identity card from before October 1999; undefined for those who never had one. */
export const fifteenDigits = (number: string): string | undefined =>
  number.slice(6, 8) === '19' && Number(number.slice(6, 10)) <= 1982
    ? number.slice(0, 6) + number.slice(8, 17)
    : undefined;

/** Typed with a full-width keyboard. */
export const fullWidth = (text: string): string =>
  [...text].map((character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)).join('');

/** `20160102` with day and month changed; undefined when that changes nothing. */
export function dayMonth(compact: string): string | undefined {
  const [month, day] = [compact.slice(4, 6), compact.slice(6, 8)];
  return month === day ? undefined : compact.slice(0, 4) + day + month;
}

/** The same day some years later or earlier. */
export const yearsFrom = (compact: string, years: number): string =>
  `${Number(compact.slice(0, 4)) + years}${compact.slice(4, 6)}${compact.slice(6, 8) === '29' ? '28' : compact.slice(6, 8)}`;

/** Somebody pasted a remark behind an address. */
export const tooLong = (text: string, most: number): string =>
  `${text}（备注：以下为系统迁移时带入的说明文字，${'请核对后删除，'.repeat(Math.ceil(most / 7))}）`;

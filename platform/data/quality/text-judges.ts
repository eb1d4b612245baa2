import { organisationCodeFault, normalisePlate, plateKind } from '#engines/identifiers';
import { ofNormal, ofText, type Judges } from './judge.ts';
import { patternReach } from './safe-pattern.ts';

/** The check digit of ISO/IEC 7812 (Luhn) over 12 to 19 digits. */
export function isBankCard(text: string): boolean {
  const plain = text.replaceAll(/[ -]/g, '');
  if (!/^\d{12,19}$/.test(plain)) return false;
  let sum = 0;
  for (let at = 0; at < plain.length; at++) {
    const digit = Number(plain[plain.length - 1 - at]) * (at % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const matcher = (pattern: string) => {
  const whole = new RegExp(`^(?:${pattern})$`, 'u');
  return (text: string): boolean => text.length <= patternReach && whole.test(text);
};

type TextKind =
  | 'in'
  | 'not-in'
  | 'pattern'
  | 'not-pattern'
  | 'begins'
  | 'ends'
  | 'organisation-code'
  | 'plate'
  | 'bank-card'
  | 'exists-in'
  | 'absent-from';

/** Checks that look at one text. */
export const textJudges: Judges<TextKind> = {
  in({ field, values }) {
    const known = new Set(values);
    return ofText(field, (text) => !known.has(text));
  },
  'not-in'({ field, values }) {
    const known = new Set(values);
    return ofText(field, (text) => known.has(text));
  },
  pattern({ field, pattern }) {
    const fits = matcher(pattern);
    return ofText(field, (text) => !fits(text));
  },
  'not-pattern': ({ field, pattern }) => ofText(field, matcher(pattern)),
  begins: ({ field, with: beginnings }) =>
    ofText(field, (text) => !beginnings.some((each) => text.startsWith(each))),
  ends: ({ field, with: endings }) => ofText(field, (text) => !endings.some((each) => text.endsWith(each))),
  'organisation-code': ({ field }) => ofText(field, (text) => organisationCodeFault(text) !== null),
  plate: ({ field }) => ofText(field, (text) => plateKind(normalisePlate(text)) === null),
  'bank-card': ({ field }) => ofText(field, (text) => !isBankCard(text)),
  'exists-in'({ field, source, their }, { lookups }) {
    const known = lookups.known.get(`${source}.${their}`);
    return ofNormal(field, (texts, place) => known !== undefined && !known.has(texts, place));
  },
  'absent-from'({ field, source, their }, { lookups }) {
    const known = lookups.known.get(`${source}.${their}`);
    return ofNormal(field, (texts, place) => known?.has(texts, place) ?? false);
  },
};

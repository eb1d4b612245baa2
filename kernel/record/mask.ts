import { maskAccount, maskAddress, maskCitizenId, maskMobile, maskName } from '#engines/identifiers';
import type { MaskStyle } from './field.ts';

const hidden = '***';

/** First two and last four of a unified social credit code: who registered it and its check stay readable. */
const maskCreditCode = (code: string): string =>
  code.length < 18 ? hidden : `${code.slice(0, 2)}${'*'.repeat(code.length - 6)}${code.slice(-4)}`;

/** The year of a date. */
const maskDate = (date: string): string => `${date.slice(0, 4)}-**-**`;

const styles: Readonly<Record<MaskStyle, (value: string) => string>> = {
  name: maskName,
  'citizen-id': maskCitizenId,
  'credit-code': maskCreditCode,
  mobile: maskMobile,
  address: maskAddress,
  account: maskAccount,
  date: maskDate,
  hidden: () => hidden,
};

/**
 * A value as somebody sees it who may not see it. What is missing stays missing; what is no text is hidden whole.
 * @param style how much of it stays; `hidden` when the field says nothing
 */
export function maskValue(value: unknown, style: MaskStyle = 'hidden'): unknown {
  if (value === null || value === undefined) return value;
  return typeof value === 'string' ? styles[style](value) : hidden;
}

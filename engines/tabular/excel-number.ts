export interface ExcelNumber {
  text: string;
  /** The number has sixteen digits or more, of which Excel keeps fifteen: an identity number typed as a number. */
  lostDigits: boolean;
}

const FIRST_UNSAFE = 1e15;

/**
 * A number as a person sees it: fifteen significant digits, so 0.1 + 0.2 is 0.3, and without exponent. What is no
 * number comes back as it is.
 */
export function excelNumber(text: string): ExcelNumber {
  const value = Number(text);
  if (!Number.isFinite(value)) return { text, lostDigits: false };
  if (Math.abs(value) >= FIRST_UNSAFE) return { text: wholeNumber(value), lostDigits: true };
  const short = String(Number(value.toPrecision(15)));
  return { text: short.includes('e') ? withoutExponent(value) : short, lostDigits: false };
}

function wholeNumber(value: number): string {
  return BigInt(Math.round(value)).toString();
}

function withoutExponent(value: number): string {
  const format = { useGrouping: false, maximumSignificantDigits: 15 } as const;
  return new Intl.NumberFormat('en', format).format(value);
}

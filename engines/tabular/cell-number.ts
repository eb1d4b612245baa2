import type { ByteText } from './byte-text.ts';
import { excelDate } from './excel-date.ts';
import { excelNumber } from './excel-number.ts';
import type { NumberKind } from './number-format.ts';

/** Numbers up to this length have at most fifteen digits: they are as they should be. */
const SHORT = 15;
const LETTER_E = 69;
const KNOWN_DATES = 20_000;

/** Writes the numbers of cells: dates by the cell's style, numbers without what binary fractions add. */
export class CellNumbers {
  readonly #kinds: readonly NumberKind[];
  readonly #is1904: boolean;
  readonly #dates = new Map<string, string>();

  constructor(kinds: readonly NumberKind[], is1904: boolean) {
    this.#kinds = kinds;
    this.#is1904 = is1904;
  }

  /** Appends the number in `value`; answers whether digits of it are lost for good. */
  appendTo(row: ByteText, value: ByteText, style: number): boolean {
    const kind = this.#kinds[style] ?? 'number';
    if (kind !== 'number') {
      row.appendText(this.#date(value.toString(), kind));
      return false;
    }
    if (value.length <= SHORT && !hasExponent(value)) {
      row.append(value.bytes, 0, value.length);
      return false;
    }
    const { text, lostDigits } = excelNumber(value.toString());
    row.appendText(text);
    return lostDigits;
  }

  #date(serial: string, kind: NumberKind): string {
    if (serial === '') return '';
    const key = kind + serial;
    const known = this.#dates.get(key);
    if (known !== undefined) return known;
    const text = excelDate(Number(serial), kind, this.#is1904) ?? excelNumber(serial).text;
    if (this.#dates.size >= KNOWN_DATES) this.#dates.clear();
    this.#dates.set(key, text);
    return text;
  }
}

function hasExponent(value: ByteText): boolean {
  for (let at = 0; at < value.length; at++)
    if (((value.bytes[at] as number) & 0xdf) === LETTER_E) return true;
  return false;
}

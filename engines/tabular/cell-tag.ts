import { AttributeCursor } from './attribute-cursor.ts';

const LETTER_R = 114;
const LETTER_S = 115;
const LETTER_T = 116;

export type CellType = 'number' | 'shared' | 'text' | 'boolean' | 'error';

/** The attributes of a cell: where it stands, how it is shown, what it holds. Used again for every cell. */
export class CellTag {
  /** From zero; -1 when the cell does not say. */
  column = -1;
  style = 0;
  type: CellType = 'number';

  readonly #cursor = new AttributeCursor();

  read(bytes: Buffer, from: number, to: number): void {
    this.column = -1;
    this.style = 0;
    this.type = 'number';
    const cursor = this.#cursor;
    cursor.start(bytes, from, to);
    while (cursor.next()) {
      const isShort = cursor.nameTo - cursor.nameFrom === 1;
      if (isShort) this.#take(bytes[cursor.nameFrom] as number, bytes, cursor.valueFrom, cursor.valueTo);
    }
  }

  #take(name: number, bytes: Buffer, from: number, to: number): void {
    if (name === LETTER_R) this.column = columnNumber(bytes, from, to);
    else if (name === LETTER_S) this.style = wholeNumber(bytes, from, to);
    else if (name === LETTER_T) this.type = cellType(bytes, from, to);
  }
}

const HIDDEN_LENGTH = 'hidden'.length;

/** The attributes of a row. */
export class RowTag {
  /** From one; 0 when the row does not say. */
  line = 0;
  isHidden = false;
  readonly #cursor = new AttributeCursor();

  read(bytes: Buffer, from: number, to: number): void {
    this.line = 0;
    this.isHidden = false;
    const cursor = this.#cursor;
    cursor.start(bytes, from, to);
    while (cursor.next()) {
      const { nameFrom, valueFrom, valueTo } = cursor;
      const length = cursor.nameTo - nameFrom;
      if (length === 1 && bytes[nameFrom] === LETTER_R) this.line = wholeNumber(bytes, valueFrom, valueTo);
      else if (length === HIDDEN_LENGTH && bytes.toString('latin1', nameFrom, cursor.nameTo) === 'hidden') {
        this.isHidden = /^(?:1|true|on)$/.test(bytes.toString('latin1', valueFrom, valueTo));
      }
    }
  }
}

/** The digits `[from, to)` as a number; what is no digit is passed by. */
export function wholeNumber(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
  }
  return value;
}

/** Letters of a column, from its place counted from zero: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

function columnNumber(bytes: Buffer, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    const letter = (bytes[at] as number) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** `s` shared string, `str` a formula's text, `inlineStr`, `d` ISO date, `b`, `e`, `n`. */
function cellType(bytes: Buffer, from: number, to: number): CellType {
  const first = bytes[from];
  if (first === LETTER_S) return to - from === 1 ? 'shared' : 'text';
  if (first === 105 || first === 100) return 'text';
  if (first === 98) return 'boolean';
  return first === 101 ? 'error' : 'number';
}

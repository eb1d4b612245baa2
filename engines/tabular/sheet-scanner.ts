import { ByteText } from './byte-text.ts';
import type { CellNumbers } from './cell-number.ts';
import { CellTag, columnLetters, RowTag, wholeNumber } from './cell-tag.ts';
import { Collector } from './first-of.ts';
import type { RowSpan } from './row-scanner.ts';
import type { SharedStrings } from './shared-strings.ts';
import { TabularError } from './tabular-error.ts';
import { attributesOf } from './xml-attributes.ts';
import { nameCode } from './xml-scanner.ts';
import type { XmlListener } from './xml-scanner.ts';

const ROW = nameCode('row');
const CELL = nameCode('c');
const VALUE = nameCode('v');
const FORMULA = nameCode('f');
const TEXT = nameCode('t');
const PHONETIC = nameCode('rPh');
const MERGED = nameCode('mergeCell');

const COMMA = 44;
const FIRST_CELLS = 100;
/** What Excel itself can hold. */
const MAX_COLUMNS = 16_384;

/** Takes the rows of a sheet as CSV with commas; rows are filled up to `width` fields. */
export interface SheetRows {
  readonly width: number;
  row(bytes: Buffer, span: RowSpan): void;
}

export interface SheetSources {
  strings: SharedStrings;
  numbers: CellNumbers;
  maxRows: number;
}

/** Hears a sheet's XML and makes rows of it; notes the cells a reader should know of, by reference (B7). */
export class SheetScanner implements XmlListener {
  wantsText = false;
  /** Cells with a formula; the value stored last is taken. */
  readonly formulas = new Collector<string>(FIRST_CELLS);
  /** Formulas that were never calculated: there is no value. */
  readonly uncalculated = new Collector<string>(FIRST_CELLS);
  /** #N/A and its kind. */
  readonly errors = new Collector<string>(FIRST_CELLS);
  /** Numbers of sixteen digits or more, of which the workbook keeps fifteen. */
  readonly lostDigits = new Collector<string>(FIRST_CELLS);
  readonly merged = new Collector<string>(FIRST_CELLS);
  hiddenRows = 0;
  /** Rows met, the blank ones counted. */
  rows = 0;
  readonly #target: SheetRows;
  readonly #sources: SheetSources;
  readonly #tag = new CellTag();
  readonly #rowTag = new RowTag();
  readonly #value = new ByteText();
  readonly #row = new ByteText();
  readonly #span: RowSpan = { start: 0, end: 0, line: 0, fields: 0 };
  #fields = 0;
  #column = -1;
  #isInCell = false;
  #isPhonetic = false;
  #hasFormula = false;

  constructor(rows: SheetRows, sources: SheetSources) {
    this.#target = rows;
    this.#sources = sources;
  }

  opened(name: number, bytes: Buffer, from: number, to: number): void {
    if (name === CELL) this.#openCell(bytes, from, to);
    else if (name === ROW) this.#openRow(bytes, from, to);
    else if (this.#isInCell) this.#openInCell(name);
    else if (name === MERGED) this.merged.add(attributesOf(bytes, from, to).get('ref') ?? '');
  }

  closed(name: number): void {
    if (name === VALUE || name === TEXT) this.wantsText = false;
    else if (name === CELL) this.#closeCell();
    else if (name === ROW) this.#closeRow();
    else if (name === PHONETIC) this.#isPhonetic = false;
  }

  text(bytes: Buffer, from: number, to: number, isLiteral: boolean): void {
    this.#value.appendXml(bytes, from, to, isLiteral);
  }

  #openInCell(name: number): void {
    if (name === VALUE || name === TEXT) this.wantsText = !this.#isPhonetic;
    else if (name === PHONETIC) this.#isPhonetic = true;
    else if (name === FORMULA) this.#hasFormula = true;
  }

  #openRow(bytes: Buffer, from: number, to: number): void {
    this.#rowTag.read(bytes, from, to);
    const previous = this.#span.line;
    const line = this.#rowTag.line === 0 ? previous + 1 : this.#rowTag.line;
    if (line <= previous) throw new TabularError('tabular.damaged', 'rows out of order', { line });
    this.rows += 1;
    if (this.rows > this.#sources.maxRows) {
      throw new TabularError('tabular.too-many-rows', `more than ${this.#sources.maxRows} rows`, { line });
    }
    if (this.#rowTag.isHidden) this.hiddenRows += 1;
    this.#span.line = line;
    this.#row.length = 0;
    this.#fields = 0;
    this.#column = -1;
  }

  #openCell(bytes: Buffer, from: number, to: number): void {
    const previous = this.#column;
    this.#tag.read(bytes, from, to);
    this.#column = this.#tag.column < 0 ? previous + 1 : this.#tag.column;
    const place = { line: this.#span.line, column: this.#column + 1 };
    if (this.#column <= previous) throw new TabularError('tabular.damaged', 'cells out of order', place);
    if (this.#column >= MAX_COLUMNS)
      throw new TabularError('tabular.too-many-columns', `above ${MAX_COLUMNS}`, place);
    this.#value.length = 0;
    this.#hasFormula = false;
    this.#isInCell = true;
  }

  #closeCell(): void {
    this.#isInCell = false;
    const before = this.#row.length;
    for (let field = Math.max(this.#fields, 1); field <= this.#column; field++) this.#row.appendByte(COMMA);
    const start = this.#row.length;
    if (this.#value.length > 0) this.#appendValue();
    if (this.#hasFormula) this.#noteFormula();
    if (this.#row.length > start) this.#fields = this.#column + 1;
    else this.#row.length = before;
  }

  #appendValue(): void {
    const value = this.#value;
    const { type } = this.#tag;
    if (type === 'shared')
      this.#sources.strings.appendTo(this.#row, wholeNumber(value.bytes, 0, value.length));
    else if (type === 'number') {
      const isLost = this.#sources.numbers.appendTo(this.#row, value, this.#tag.style);
      if (isLost) this.lostDigits.add(this.#reference());
    } else if (type === 'boolean') this.#row.appendText(value.toString() === '1' ? 'TRUE' : 'FALSE');
    else {
      if (type === 'error') this.errors.add(this.#reference());
      this.#row.appendField(value.bytes, 0, value.length);
    }
  }

  #noteFormula(): void {
    this.formulas.add(this.#reference());
    if (this.#value.length === 0) this.uncalculated.add(this.#reference());
  }

  #closeRow(): void {
    const { width } = this.#target;
    // The header may end in a merged cell: its covered cells are empty and still columns.
    const own = width === 0 && this.#fields > 0 ? this.#column + 1 : this.#fields;
    const fields = Math.max(own, width, 1);
    for (let field = Math.max(this.#fields, 1); field < fields; field++) this.#row.appendByte(COMMA);
    this.#span.end = this.#row.length;
    this.#span.fields = fields;
    this.#target.row(this.#row.bytes, this.#span);
  }

  #reference(): string {
    return columnLetters(this.#column) + String(this.#span.line);
  }
}

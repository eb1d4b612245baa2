import type { RowKernel } from './row-kernel.ts';
import { afterLineEnd, BROKEN, lineEnd, RowReader, UNFINISHED } from './row-reader.ts';

const CR = 13;

/** Why a row cannot be read. `undecodable`: it holds characters that are no text in the file's encoding. */
export type RowFaultCode =
  | 'unclosed-quote'
  | 'text-after-quote'
  | 'nul-byte'
  | 'undecodable'
  | 'row-too-long'
  | 'too-few-fields'
  | 'too-many-fields'
  // Of a record of JSON:
  | 'not-json'
  | 'not-a-record'
  | 'too-deep'
  | 'bad-geometry';

/** A row in bytes `[start, end)`, without its line end. */
export interface RowSpan {
  start: number;
  end: number;
  /** Physical line (or sheet row) where it begins, from one. */
  line: number;
  /** How many fields it has; of a broken row, the field that is broken. */
  fields: number;
  /** Behind each field of a good row, where the reader knows it already. */
  ends?: Int32Array;
}

/** Neither bytes nor span may be kept: both are used again for the next row. */
export interface RowListener {
  row(bytes: Buffer, span: RowSpan): void;
  fault(code: RowFaultCode, bytes: Buffer, span: RowSpan): void;
}

/** Takes many rows at once. */
export interface RunTaker {
  /** How many fields each of them must have; 0 while none can be taken. */
  readonly width: number;
  /** Good rows that the kernel has cut, one a line from `line` on; false when they must come one by one. */
  run(bytes: Buffer, kernel: RowKernel, line: number): boolean;
}

export interface RowScannerOptions {
  delimiter: string;
  /** A row, quoted line breaks included, is no longer than this many bytes. */
  maxRowBytes: number;
  /** Rows that need no care are cut by it and go to `taker`, not to the listener. */
  runs?: { kernel: RowKernel; taker: RunTaker };
}

/** So many rows are taken one by one before it is tried again whether many can be taken at once. */
const LONGEST_DETOUR = 64;

/**
 * Cuts CSV, given in chunks of UTF-8 (or of an encoding that `RowReader` takes), into rows; LF, CR LF and lone CR may be mixed. After a broken quote it starts again
 * at the next physical line, so that an opening quote without its partner costs one row and not the rest of the file.
 * Linear in time also then: what stands behind such a line is read again once, up to the next odd quote.
 */
export class RowScanner {
  readonly #reader: RowReader;
  readonly #listener: RowListener;
  readonly #maxRowBytes: number;
  readonly #span: RowSpan = { start: 0, end: 0, line: 1, fields: 0 };
  #line = 1;
  /** What is looked at: the rest of the chunk before, in front of the next. */
  #room: Buffer;
  #kept = 0;
  #isSkipping = false;
  #hasNul = false;
  readonly #runs: RowScannerOptions['runs'];
  /** Rows that come one by one: how many still, and how many the last time. */
  #detour = 0;
  #lastDetour = 0;

  constructor(options: RowScannerOptions, listener: RowListener) {
    this.#reader = new RowReader(options.delimiter);
    this.#listener = listener;
    this.#maxRowBytes = options.maxRowBytes;
    this.#runs = options.runs;
    this.#room = options.runs?.kernel.room ?? Buffer.alloc(0);
  }

  /** Physical lines so far, once the text has ended. */
  get lines(): number {
    return this.#line - 1;
  }

  push(chunk: Buffer): void {
    const length = this.#kept + chunk.length;
    if (length > this.#room.length) this.#grow(length);
    chunk.copy(this.#room, this.#kept);
    this.#scan(this.#room.subarray(0, length), false);
  }

  end(): void {
    this.#scan(this.#room.subarray(0, this.#kept), true);
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafe(length * 2);
    this.#room.copy(larger, 0, 0, this.#kept);
    this.#room = larger;
  }

  #scan(bytes: Buffer, isLast: boolean): void {
    this.#hasNul = bytes.includes(0);
    let start = 0;
    while (start < bytes.length) {
      const behind = this.#takeRun(bytes, start);
      if (behind > start) {
        start = behind;
        continue;
      }
      const next = this.#isSkipping ? this.#skipLine(bytes, start, isLast) : this.#step(bytes, start, isLast);
      if (next < 0) break;
      start = next;
    }
    this.#kept = bytes.length - start;
    this.#room.copyWithin(0, start, bytes.length);
  }

  /** Takes rows that need no care, if the next is one. @returns where the next one begins */
  #takeRun(bytes: Buffer, start: number): number {
    if (this.#runs === undefined || this.#isSkipping) return start;
    const { kernel, taker } = this.#runs;
    if (this.#detour > 0) {
      this.#detour -= 1;
      return start;
    }
    if (taker.width === 0 || !kernel.holds(bytes)) return start;
    const rows = kernel.cut(start, bytes.length, taker.width);
    this.#lastDetour = rows > 0 ? 0 : Math.min(LONGEST_DETOUR, 2 * this.#lastDetour + 1);
    this.#detour = this.#lastDetour;
    if (rows === 0) return start;
    if (taker.run(bytes, kernel, this.#line)) {
      this.#line += rows;
      return kernel.starts[rows] as number;
    }
    this.#detour = rows;
    return start;
  }

  /** Takes one row, good or not; answers where the next begins, or UNFINISHED. */
  #step(bytes: Buffer, start: number, isLast: boolean): number {
    const end = this.#reader.read(bytes, start, isLast);
    if (end >= 0) return this.#deliver(bytes, start, end);
    const isLineWhole = isLast || lineEnd(bytes, start) < bytes.length - 1;
    const isTooLong = bytes.length - start > this.#maxRowBytes;
    if (isLineWhole && end === BROKEN) return this.#dropLine(bytes, start, 'text-after-quote');
    if (isLineWhole && (isLast || isTooLong)) return this.#dropLine(bytes, start, 'unclosed-quote');
    return isTooLong ? this.#dropLong(bytes, start) : UNFINISHED;
  }

  #deliver(bytes: Buffer, start: number, end: number): number {
    const span = this.#spanOf(start, end);
    this.#line += this.#reader.lines;
    if (this.#hasNul && bytes.subarray(start, end).includes(0)) this.#listener.fault('nul-byte', bytes, span);
    else this.#listener.row(bytes, span);
    return this.#reader.next;
  }

  /** The row at `start` is broken: its first physical line is a fault, reading goes on behind it. */
  #dropLine(bytes: Buffer, start: number, code: RowFaultCode): number {
    const end = lineEnd(bytes, start);
    this.#listener.fault(this.#reader.lines > 1 ? 'unclosed-quote' : code, bytes, this.#spanOf(start, end));
    this.#line += 1;
    return afterLineEnd(bytes, end);
  }

  #dropLong(bytes: Buffer, start: number): number {
    this.#listener.fault('row-too-long', bytes, this.#spanOf(start, bytes.length));
    this.#isSkipping = true;
    return lineEnd(bytes, start);
  }

  #skipLine(bytes: Buffer, start: number, isLast: boolean): number {
    const end = lineEnd(bytes, start);
    if (end === bytes.length) return end;
    if (end === bytes.length - 1 && bytes[end] === CR && !isLast) return end === start ? UNFINISHED : end;
    this.#isSkipping = false;
    this.#line += 1;
    return afterLineEnd(bytes, end);
  }

  #spanOf(start: number, end: number): RowSpan {
    const span = this.#span;
    span.start = start;
    span.end = end;
    span.line = this.#line;
    span.fields = this.#reader.fields;
    span.ends = this.#reader.ends;
    return span;
  }
}

import { viewOf } from '#engines/parquet';

const LF = 10;
const CR = 13;
const QUOTE = 34;

const DELIMITER = 1;
const LINE_END = 2;

/** The bytes end before the row does. */
export const UNFINISHED = -1;
/** Text follows a closing quote. */
export const BROKEN = -2;
const ESCAPED = -3;

const HIGH_BITS = 0x80808080 | 0;

/** Is none of four bytes below the limit that stands in each byte of `limit`, at most 128? */
function hasNoneBelow(four: number, limit: number): boolean {
  return ((four - limit) & ~four & HIGH_BITS) === 0;
}

/**
 * Finds the end of one row of CSV (RFC 4180), looking at each byte once and making no strings. The bytes are UTF-8, or any
 * encoding in which delimiter, quote and line ends are no part of another character.
 * A quote inside an unquoted field is text.
 */
export class RowReader {
  /** Fields of the last row, or the field in which reading stopped. */
  fields = 0;
  /** Physical lines the last row takes. */
  lines = 0;
  /** Where the next row begins. */
  next = 0;
  /** Behind each field of the last row, quotes with it: a delimiter stands there, or the row ends. */
  ends = new Int32Array(64);
  /** DELIMITER, LINE_END or 0 for every byte. */
  readonly #kinds = new Uint8Array(256);
  /** In each of four bytes: above all that end a field. */
  readonly #limit: number;
  #source = viewOf(Buffer.alloc(0));

  constructor(delimiter: string) {
    this.#kinds[delimiter.charCodeAt(0)] = DELIMITER;
    this.#kinds[LF] = LINE_END;
    this.#kinds[CR] = LINE_END;
    this.#limit = Math.imul(Math.max(delimiter.charCodeAt(0), CR) + 1, 0x01010101);
  }

  /** End of the row at `start` without its line end, or UNFINISHED, or BROKEN. */
  read(bytes: Buffer, start: number, isLast: boolean): number {
    if (this.#source.bytes !== bytes) this.#source = viewOf(bytes);
    this.fields = 0;
    this.lines = 1;
    let at = start - 1;
    do {
      this.fields += 1;
      at = this.#readField(bytes, at + 1, isLast);
      if (this.fields > this.ends.length) this.#growEnds();
      this.ends[this.fields - 1] = at;
    } while (this.#isDelimiter(bytes, at));
    if (at < 0) return at;
    const isCut = at >= bytes.length || (bytes[at] === CR && at + 1 === bytes.length);
    if (isCut && !isLast) return UNFINISHED;
    this.next = afterLineEnd(bytes, at);
    return at;
  }

  /** Looks at no place that is not there: one such look makes all of them slow. */
  #isDelimiter(bytes: Buffer, at: number): boolean {
    return at >= 0 && at < bytes.length && this.#kinds[bytes[at] as number] === DELIMITER;
  }

  #growEnds(): void {
    const larger = new Int32Array(this.ends.length * 2);
    larger.set(this.ends);
    this.ends = larger;
  }

  /** Place of the delimiter, line end or end of the bytes behind the field at `start`. */
  #readField(bytes: Buffer, start: number, isLast: boolean): number {
    const kinds = this.#kinds;
    const length = bytes.length;
    if (start < length && bytes[start] === QUOTE) return this.#readQuoted(bytes, start + 1, isLast);
    let at = start;
    const { view } = this.#source;
    while (at + 4 <= length && hasNoneBelow(view.getInt32(at), this.#limit)) at += 4;
    while (at < length && kinds[bytes[at] as number] === 0) at += 1;
    return at;
  }

  #readQuoted(bytes: Buffer, start: number, isLast: boolean): number {
    const length = bytes.length;
    for (let at = start; at < length; at++) {
      const byte = bytes[at] as number;
      if (byte > QUOTE) continue;
      if (byte === QUOTE) {
        const behind = this.#behindQuote(bytes, at + 1, isLast);
        if (behind !== ESCAPED) return behind;
        at += 1;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) this.lines += 1;
    }
    return UNFINISHED;
  }

  #behindQuote(bytes: Buffer, at: number, isLast: boolean): number {
    if (at >= bytes.length) return isLast ? at : UNFINISHED;
    const next = bytes[at] as number;
    if (next === QUOTE) return ESCAPED;
    return this.#kinds[next] === 0 ? BROKEN : at;
  }
}

/** Place of the line end behind `start`, or the end of the bytes. */
export function lineEnd(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at += 1;
  return at;
}

/** Place behind the line end at `end`. */
export function afterLineEnd(bytes: Buffer, end: number): number {
  if (end >= bytes.length) return bytes.length;
  return bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
}

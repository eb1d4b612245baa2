import { TabularError } from './tabular-error.ts';

/** A record as its bytes, or why it is none. `line` is where it begins. */
export interface Cut {
  readonly line: number;
  readonly bytes?: Buffer;
  readonly fault?: 'row-too-long' | 'too-deep' | 'not-a-record';
}

export interface JsonCutter {
  push(bytes: Buffer): void;
  /** @throws TabularError `tabular.truncated`, `tabular.json-shape` */
  end(): void;
}

export const MAX_RECORD_BYTES = 1 << 22;
export const MAX_DEPTH = 64;

const LF = 10;
const QUOTE = 34;
const BACKSLASH = 92;
const LIST = 91;
const RECORD = 123;

/** Bytes that are being kept until their record ends; beyond the limit nothing is kept. */
class Keeper {
  #parts: Buffer[] = [];
  #size = 0;

  clear(): void {
    this.#parts = [];
    this.#size = 0;
  }

  /** @param bytes used again by the reader: a copy is kept */
  add(bytes: Buffer): void {
    this.#size += bytes.length;
    if (this.isTooLong) this.#parts = [];
    else this.#parts.push(Buffer.from(bytes));
  }

  get isTooLong(): boolean {
    return this.#size > MAX_RECORD_BYTES;
  }

  take(): Buffer {
    const [only] = this.#parts;
    return this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts);
  }
}

/** A record a line (NDJSON). A line that is none of them harms no other. */
export class LineCutter implements JsonCutter {
  readonly #take: (cut: Cut) => void;
  readonly #keeper = new Keeper();
  #line = 1;

  constructor(take: (cut: Cut) => void) {
    this.#take = take;
  }

  push(bytes: Buffer): void {
    let from = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
      this.#keeper.add(bytes.subarray(from, end));
      this.#finish();
      this.#line += 1;
      from = end + 1;
    }
    if (from < bytes.length) this.#keeper.add(bytes.subarray(from));
  }

  end(): void {
    this.#finish();
  }

  #finish(): void {
    const line = this.#line;
    const { isTooLong } = this.#keeper;
    const bytes = this.#keeper.take();
    this.#keeper.clear();
    if (isTooLong) this.#take({ line, fault: 'row-too-long' });
    else if (bytes.some((byte) => byte > 32)) this.#take({ line, bytes });
  }
}

const placeOf = (bytes: Buffer, from: number): number => {
  const found = bytes.indexOf(BACKSLASH, from);
  return found < 0 ? Infinity : found;
};

const OTHER = 0;
const BLANK = 1;
const COMMA = 2;
const OPEN = 3;
const CLOSE = 4;
const acts = new Uint8Array(256);
for (const byte of [9, LF, 13, 32, 58]) acts[byte] = BLANK;
acts[44] = COMMA;
for (const byte of [LIST, RECORD]) acts[byte] = OPEN;
for (const byte of [93, 125]) acts[byte] = CLOSE;

/**
 * The records of one list: the whole text, or what stands under a name of the object that is the whole text. One pass over
 * the bytes that knows strings and depth and nothing else; whether a record is JSON is for whoever parses it.
 */
export class ListCutter implements JsonCutter {
  readonly #take: (cut: Cut) => void;
  readonly #member: string | undefined;
  /** Depth of the list's elements. */
  readonly #depthOfList: number;
  readonly #keeper = new Keeper();
  #depth = 0;
  #line = 1;
  #inString = false;
  #escaped = false;
  /** Where the record at hand begins among the bytes at hand. */
  #from = 0;
  /** The next backslash of the bytes at hand, looked for once. */
  #backslash = -1;
  #name: number[] = [];
  #state: 'before' | 'in' | 'after' = 'before';
  /** What the element at hand is; undefined between two. */
  #element: 'record' | 'other' | 'done' | undefined;
  #recordLine = 0;
  #tooDeep = false;

  constructor(take: (cut: Cut) => void, member?: string) {
    this.#take = take;
    this.#member = member;
    this.#depthOfList = member === undefined ? 1 : 2;
  }

  push(bytes: Buffer): void {
    this.#from = 0;
    this.#backslash = -1;
    for (let at = 0; at < bytes.length; at++) {
      if (this.#inString && this.#depth > 1) at = this.#skipString(bytes, at);
      else this.#byte(bytes, at);
    }
    if (this.#element === 'record') this.#keeper.add(bytes.subarray(this.#from));
  }

  #byte(bytes: Buffer, at: number): void {
    const byte = bytes[at] as number;
    if (byte === LF) this.#line += 1;
    if (this.#inString) this.#nameByte(byte);
    else if (byte === QUOTE) this.#openString();
    else if (acts[byte] === OPEN) this.#open(byte, at);
    else if (acts[byte] !== CLOSE) this.#between(acts[byte] as number);
    else if (this.#close()) this.#finish(bytes.subarray(this.#from, at + 1));
  }

  end(): void {
    if (this.#inString || this.#depth > 0)
      throw new TabularError('tabular.truncated', 'it breaks off', { line: this.#line });
    if (this.#state === 'before') throw new TabularError('tabular.json-shape', 'there is no list of records');
  }

  get #isInList(): boolean {
    return this.#state === 'in' && this.#depth === this.#depthOfList;
  }

  #broken(): TabularError {
    return new TabularError('tabular.json-broken', 'it is no JSON', { line: this.#line });
  }

  /** A byte of a text beside the list, which may be the list's name. */
  #nameByte(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    if (this.#inString && this.#name.length < 400) this.#name.push(byte);
  }

  /** Where the text ends that goes on at `from`: its quote, or the end of these bytes. */
  #skipString(bytes: Buffer, from: number): number {
    let at = this.#escaped ? from + 1 : from;
    this.#escaped = false;
    for (;;) {
      const quote = bytes.indexOf(QUOTE, at);
      const end = quote < 0 ? bytes.length : quote;
      if (this.#backslash < at) this.#backslash = placeOf(bytes, at);
      if (this.#backslash >= end) {
        this.#inString = quote < 0;
        return end;
      }
      at = this.#backslash + 2;
      if (at > bytes.length) {
        this.#escaped = true;
        return bytes.length;
      }
    }
  }

  #openString(): void {
    this.#inString = true;
    this.#between(OTHER);
    if (this.#depth === 1) this.#name = [];
  }

  #open(byte: number, at: number): void {
    this.#between(byte === RECORD ? OPEN : OTHER);
    const isElement = this.#isInList;
    this.#depth += 1;
    if (this.#depth > this.#depthOfList + MAX_DEPTH) this.#tooDeep = true;
    if (this.#state === 'before' && byte === LIST) this.#openList();
    if (!isElement || byte !== RECORD) return;
    this.#element = 'record';
    this.#recordLine = this.#line;
    this.#tooDeep = false;
    this.#keeper.clear();
    this.#from = at;
  }

  #openList(): void {
    if (this.#depth === this.#depthOfList && this.#isNamed()) this.#state = 'in';
  }

  #isNamed(): boolean {
    return this.#member === undefined || Buffer.from(this.#name).toString() === this.#member;
  }

  /** @returns whether a record ends */
  #close(): boolean {
    this.#depth -= 1;
    if (this.#depth < 0) throw this.#broken();
    if (this.#state === 'in' && this.#depth < this.#depthOfList) this.#state = 'after';
    return this.#isInList && this.#element === 'record';
  }

  #finish(last: Buffer): void {
    const line = this.#recordLine;
    this.#element = 'done';
    this.#keeper.add(last);
    if (this.#keeper.isTooLong) this.#take({ line, fault: 'row-too-long' });
    else if (this.#tooDeep) this.#take({ line, fault: 'too-deep' });
    else this.#take({ line, bytes: this.#keeper.take() });
    this.#keeper.clear();
  }

  /** What stands between the records, where nothing but commas and blanks may. */
  #between(act: number): void {
    if (act === BLANK) return;
    if (this.#depth === 0 && this.#state !== 'before') throw this.#broken();
    if (!this.#isInList) return;
    if (act === COMMA) {
      this.#element = undefined;
      return;
    }
    if (this.#element === 'done') throw this.#broken();
    if (act !== OTHER || this.#element === 'other') return;
    this.#element = 'other';
    this.#take({ line: this.#line, fault: 'not-a-record' });
  }
}

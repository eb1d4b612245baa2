import { resolveEntities } from './xml-entities.ts';

const AMPERSAND = 38;
const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
const UNDERSCORE = 95;
const COPY_BYTES = 40;

/** Bytes that grow: text gathered from XML, or a row being made. */
export class ByteText {
  bytes = Buffer.allocUnsafe(1 << 12);
  length = 0;

  append(source: Buffer, from: number, to: number): void {
    const count = to - from;
    this.reserve(count);
    if (count > COPY_BYTES) source.copy(this.bytes, this.length, from, to);
    else for (let at = 0; at < count; at++) this.bytes[this.length + at] = source[from + at] as number;
    this.length += count;
  }

  /** Text between two tags: entities resolved unless it is literal. */
  appendXml(source: Buffer, from: number, to: number, isLiteral: boolean): void {
    if (!isLiteral && holdsByte(source, from, to, AMPERSAND)) {
      this.appendText(resolveEntities(source.toString('utf8', from, to)));
    } else this.append(source, from, to);
  }

  appendText(text: string): void {
    const bytes = Buffer.from(text);
    this.append(bytes, 0, bytes.length);
  }

  appendByte(byte: number): void {
    this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** `source[from..to)` as a field of CSV with commas, and a workbook's `_x000D_` as the character it stands for. */
  appendField(source: Buffer, from: number, to: number): void {
    const marks = marksIn(source, from, to);
    if (marks === PLAIN) this.append(source, from, to);
    else if (marks === QUOTED) this.#appendQuoted(source, from, to);
    else {
      const text = Buffer.from(unescapeWorkbook(source.toString('utf8', from, to)));
      if (marksIn(text, 0, text.length) === PLAIN) this.append(text, 0, text.length);
      else this.#appendQuoted(text, 0, text.length);
    }
  }

  toString(): string {
    return this.bytes.toString('utf8', 0, this.length);
  }

  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.length + count, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  #appendQuoted(source: Buffer, from: number, to: number): void {
    this.reserve(2 * (to - from) + 2);
    const { bytes } = this;
    let place = this.length;
    bytes[place++] = QUOTE;
    for (let at = from; at < to; at++) {
      const byte = source[at] as number;
      if (byte === QUOTE) bytes[place++] = QUOTE;
      bytes[place++] = byte;
    }
    bytes[place++] = QUOTE;
    this.length = place;
  }
}

const PLAIN = 0;
const QUOTED = 1;
const ESCAPED = 2;

function marksIn(source: Buffer, from: number, to: number): number {
  let marks = PLAIN;
  for (let at = from; at < to; at++) {
    const byte = source[at] as number;
    if (byte === UNDERSCORE && source[at + 1] === 120) return ESCAPED;
    if (byte === QUOTE || byte === COMMA || byte === LF || byte === CR) marks = QUOTED;
  }
  return marks;
}

function unescapeWorkbook(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (whole, code: string) => {
    const value = Number.parseInt(code, 16);
    return value === 0 ? whole : String.fromCharCode(value);
  });
}

function holdsByte(source: Buffer, from: number, to: number, wanted: number): boolean {
  for (let at = from; at < to; at++) if (source[at] === wanted) return true;
  return false;
}

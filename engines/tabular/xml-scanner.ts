import { TabularError } from './tabular-error.ts';

const LT = 60;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const COLON = 58;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SPACE = 32;

/** A tag or text longer than this is no workbook's: a cell holds at most 32,767 characters. */
const MAX_TOKEN = 8 << 20;

/**
 * Hears the parts of a document. Names come without prefix as a number (`nameCode`), attributes stay in the bytes
 * `[from, to)` for `attributeOf`. Nothing may be kept: the bytes are used again.
 */
export interface XmlListener {
  /** Only while this is true does text come. */
  wantsText: boolean;
  opened(name: number, bytes: Buffer, from: number, to: number): void;
  closed(name: number): void;
  /** Text as it stands, entities not resolved, or the inside of CDATA (`isLiteral`). It may come in pieces. */
  text(bytes: Buffer, from: number, to: number, isLiteral: boolean): void;
}

/** A name as a number: its first three bytes, its last and its length; enough for the names of a workbook. */
export function nameCode(name: string): number {
  return codeOf(Buffer.from(name), 0, name.length);
}

/**
 * Reads XML in chunks of bytes and tells a listener what it meets. Made for office files: no DTD (refused, so no
 * entity can grow), namespaces by local name, and text left as bytes. Tags must be closed within eight mebibytes.
 */
export class XmlScanner {
  readonly #listener: XmlListener;
  #kept = Buffer.alloc(0);

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    const bytes = this.#kept.length > 0 ? Buffer.concat([this.#kept, chunk]) : chunk;
    const stop = bytes.lastIndexOf(LT);
    const end = stop < 0 ? 0 : this.#scan(bytes, stop);
    if (bytes.length - end > MAX_TOKEN) throw new TabularError('tabular.damaged', 'a tag without an end');
    this.#kept = Buffer.from(bytes.subarray(end));
  }

  end(): void {
    const bytes = this.#kept;
    const end = this.#scan(bytes, bytes.length);
    if (bytes.subarray(end).some((byte) => byte > SPACE)) {
      throw new TabularError('tabular.truncated', 'the document ends within a tag');
    }
  }

  /** Takes all whole tags that begin before `stop`; answers where it came to. */
  #scan(bytes: Buffer, stop: number): number {
    let at = 0;
    while (at < stop) {
      if (bytes[at] !== LT) {
        const next = nextTag(bytes, at, stop);
        if (this.#listener.wantsText) this.#listener.text(bytes, at, next, false);
        at = next;
        continue;
      }
      const end = this.#tag(bytes, at);
      if (end < 0) return at;
      at = end;
    }
    return at;
  }

  /** Takes the tag at `at`; answers the place behind it, or -1 when its end is not there yet. */
  #tag(bytes: Buffer, at: number): number {
    const first = bytes[at + 1];
    if (first === BANG) return this.#declaration(bytes, at);
    if (first === QUESTION) return placeBehind(bytes, '?>', at);
    const end = tagEnd(bytes, at + 1);
    if (end < 0) return -1;
    if (first === SLASH) this.#listener.closed(localName(bytes, at + 2, end).code);
    else this.#opening(bytes, at + 1, end);
    return end + 1;
  }

  #opening(bytes: Buffer, from: number, end: number): void {
    const isEmpty = bytes[end - 1] === SLASH;
    const to = isEmpty ? end - 1 : end;
    const { code, end: attributes } = localName(bytes, from, to);
    this.#listener.opened(code, bytes, attributes, to);
    if (isEmpty) this.#listener.closed(code);
  }

  #declaration(bytes: Buffer, at: number): number {
    const start = bytes.toString('latin1', at, at + 9);
    if (start.startsWith('<!--')) return placeBehind(bytes, '-->', at + 4);
    if (start === '<![CDATA[') {
      const end = placeBehind(bytes, ']]>', at + 9);
      if (end > 0 && this.#listener.wantsText) this.#listener.text(bytes, at + 9, end - 3, true);
      return end;
    }
    if (start.length < 9) return -1;
    throw new TabularError('tabular.document-type-refused', 'a workbook has no document type declaration');
  }
}

interface LocalName {
  code: number;
  /** Place behind the name. */
  end: number;
}

const NAME: LocalName = { code: 0, end: 0 };

function localName(bytes: Buffer, from: number, to: number): LocalName {
  let start = from;
  let end = from;
  for (; end < to; end++) {
    const byte = bytes[end] as number;
    if (byte <= SPACE) break;
    if (byte === COLON) start = end + 1;
  }
  NAME.code = codeOf(bytes, start, end);
  NAME.end = end;
  return NAME;
}

function codeOf(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length === 1) return bytes[from] as number;
  let code = length & 31;
  for (let at = from; at < Math.min(from + 3, to); at++) code = (code << 7) | ((bytes[at] as number) & 127);
  return (code * 128 + ((bytes[to - 1] as number) & 127)) | 0;
}

function nextTag(bytes: Buffer, from: number, stop: number): number {
  let at = from;
  while (at < stop && bytes[at] !== LT) at += 1;
  return at;
}

/** Place of the > that ends a tag; one within the quotes of an attribute does not. */
function tagEnd(bytes: Buffer, from: number): number {
  const { length } = bytes;
  for (let at = from; at < length; at++) {
    const byte = bytes[at] as number;
    if (byte > GT) continue;
    if (byte === GT) return at;
    if (byte !== DOUBLE_QUOTE && byte !== SINGLE_QUOTE) continue;
    at += 1;
    while (at < length && bytes[at] !== byte) at += 1;
  }
  return -1;
}

function placeBehind(bytes: Buffer, mark: string, from: number): number {
  const at = bytes.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

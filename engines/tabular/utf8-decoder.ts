import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { BYTE_ORDER_MARKS, wholeCharacters } from './encoding.ts';
import type { Encoding } from './encoding.ts';

/** What a character that could not be read becomes: U+FFFD in UTF-8. */
export const REPLACEMENT = Buffer.from('\ufffd');

/**
 * Text in any of the encodings to UTF-8, chunk by chunk; a byte order mark is dropped, a character cut between two
 * chunks is kept together. Bytes that are no text become U+FFFD and `damaged` tells that the last answer holds one.
 * Sound UTF-8 passes through without a copy.
 */
export class Utf8Decoder {
  /** Holds the last answer a U+FFFD? One that stood in the file already counts: somebody lost a character before. */
  damaged = false;
  /** Held any answer one? */
  everDamaged = false;
  readonly #encoding: Encoding;
  readonly #decoder: TextDecoder;
  #kept = Buffer.alloc(0);
  #atStart = true;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  push(chunk: Buffer): Buffer {
    const bytes = this.#kept.length > 0 ? Buffer.concat([this.#kept, chunk]) : chunk;
    if (this.#atStart && bytes.length < 4) {
      this.#kept = Buffer.from(bytes);
      return Buffer.alloc(0);
    }
    const body = this.#withoutMark(bytes);
    if (this.#encoding !== 'utf-8') {
      this.#kept = Buffer.alloc(0);
      return this.#encode(this.#decoder.decode(body, { stream: true }));
    }
    const whole = wholeCharacters(body);
    this.#kept = Buffer.from(body.subarray(whole));
    return this.#soundOrReplaced(body.subarray(0, whole));
  }

  /** What is left when the file ends. */
  end(): Buffer {
    const body = this.#withoutMark(this.#kept);
    return this.#encoding === 'utf-8'
      ? this.#soundOrReplaced(body)
      : this.#encode(this.#decoder.decode(body));
  }

  #soundOrReplaced(bytes: Buffer): Buffer {
    if (!isUtf8(bytes)) return this.#encode(this.#decoder.decode(bytes));
    this.#judge(bytes.includes(REPLACEMENT));
    return bytes;
  }

  #encode(text: string): Buffer {
    this.#judge(text.includes('\ufffd'));
    return Buffer.from(text);
  }

  #judge(isDamaged: boolean): void {
    this.damaged = isDamaged;
    this.everDamaged ||= isDamaged;
  }

  #withoutMark(bytes: Buffer): Buffer {
    if (!this.#atStart) return bytes;
    this.#atStart = false;
    const mark = BYTE_ORDER_MARKS.find(([encoding]) => encoding === this.#encoding)?.[1] ?? [];
    return mark.every((byte, at) => bytes[at] === byte) ? bytes.subarray(mark.length) : bytes;
  }
}

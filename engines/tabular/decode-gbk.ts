import { TextDecoder } from 'node:util';
import type { ByteView, Decode, Texts } from '#engines/parquet';

const FIRST_LEAD = 0x81;
const LAST_LEAD = 0xfe;
const HIGH_BITS = 0x80808080 | 0;
const REPLACEMENT = '\ufffd';

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, step) => first + step);

/**
 * From the two bytes of a character, the first lowest, to its bytes in UTF-8, the first lowest, and how many they are,
 * uppermost; 0 for what is none. GB 18030 gives every pair of this range a character.
 */
function pairTable(): Int32Array {
  const trails = [...range(0x40, 0x7e), ...range(0x80, 0xfe)];
  const codes = range(FIRST_LEAD, LAST_LEAD).flatMap((lead) => trails.map((trail) => (lead << 8) | trail));
  const bytes = Buffer.alloc(codes.length * 2);
  codes.forEach((code, at) => bytes.writeUInt16BE(code, at * 2));
  const text = new TextDecoder('gb18030').decode(bytes);
  const table = new Int32Array(1 << 16);
  codes.forEach((code, at) => {
    const utf8 = Buffer.from(text.charAt(at));
    table[(code >> 8) | ((code & 0xff) << 8)] =
      (utf8.length << 24) | ((utf8[2] ?? 0) << 16) | ((utf8[1] ?? 0) << 8) | (utf8[0] ?? 0);
  });
  return table;
}

export const gbkPairs = pairTable();

/** @returns false, and adds nothing, when there is something else than ASCII and characters of two bytes */
function decodePairs({ bytes, view }: ByteView, from: number, to: number, texts: Texts): boolean {
  // Two bytes become three at most.
  const begin = texts.reserve((to - from) * 1.5);
  const target = texts.view;
  let end = begin;
  let at = from;
  while (at < to) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) {
      const pair = at + 1 < to ? (gbkPairs[byte | ((bytes[at + 1] as number) << 8)] as number) : 0;
      if (pair === 0) return false;
      target.setInt32(end, pair, true);
      end += pair >> 24;
      at += 2;
    } else if (at + 4 <= to && (view.getInt32(at) & HIGH_BITS) === 0) {
      target.setInt32(end, view.getInt32(at));
      end += 4;
      at += 4;
    } else {
      target.setUint8(end++, byte);
      at += 1;
    }
  }
  texts.close(end);
  return true;
}

/** GB 18030 to UTF-8: the common characters by table, what else there is by the decoder. */
export function decodeGb18030(): Decode {
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  return (source, from, to, texts) => {
    if (decodePairs(source, from, to, texts)) return true;
    const text = decoder.decode(source.bytes.subarray(from, to));
    if (text.includes(REPLACEMENT)) return false;
    texts.add(text);
    return true;
  };
}

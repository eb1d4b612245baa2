import { isUtf8 } from 'node:buffer';

/** The encodings that are handed in; GBK and GB 2312 are read as GB 18030, which contains them. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface EncodingGuess {
  encoding: Encoding;
  /** Is there a byte order mark? */
  bom: boolean;
  /** 0 to 1. For GB 18030 the share of its two-byte characters that are everyday ones; below 0.5 ask a person. */
  confidence: number;
}

/** Byte order marks, in the order they are looked for. */
export const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];

/** A text of which less than this part is sound UTF-8 sequences is not a UTF-8 text with damage. */
const DAMAGED_UTF8 = 0.95;

/** The encoding of the beginning of a file. A character cut by the end of `head` is not held against it. */
export function guessEncoding(head: Uint8Array): EncodingGuess | null {
  for (const [encoding, mark] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, at) => head[at] === byte)) return { encoding, bom: true, confidence: 1 };
  }
  const wide = guessUtf16(head);
  if (wide !== null) return wide;
  if (head.includes(0) && nulShare(head) > 0.01) return null;
  if (isUtf8(head.subarray(0, wholeCharacters(head))))
    return { encoding: 'utf-8', bom: false, confidence: 1 };
  const sound = soundUtf8Share(head);
  const everyday = everydayShare(head);
  if (sound > DAMAGED_UTF8 && sound > everyday) return { encoding: 'utf-8', bom: false, confidence: sound };
  return everyday < 0.2 ? null : { encoding: 'gb18030', bom: false, confidence: everyday };
}

/** How many bytes of UTF-8 end with a whole character. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return back < sequenceLength(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

function guessUtf16(head: Uint8Array): EncodingGuess | null {
  const counts = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) counts[at & 1] = (counts[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = counts;
  const units = head.length / 2;
  if (odd > units * 0.3 && even < units * 0.02)
    return { encoding: 'utf-16le', bom: false, confidence: odd / units };
  if (even > units * 0.3 && odd < units * 0.02)
    return { encoding: 'utf-16be', bom: false, confidence: even / units };
  return null;
}

function nulShare(head: Uint8Array): number {
  let count = 0;
  for (const byte of head) if (byte === 0) count += 1;
  return count / head.length;
}

function soundUtf8Share(head: Uint8Array): number {
  const text = new TextDecoder('utf-8').decode(head.subarray(0, wholeCharacters(head)));
  let sound = 0;
  let broken = 0;
  for (const character of text) {
    if (character === '\ufffd') broken += 1;
    else if (character > '\u007f') sound += 1;
  }
  return sound / (sound + broken);
}

/**
 * Of the two-byte characters, the share in rows 1 to 3 (punctuation, full-width) and 16 to 55 (the 3,755 everyday
 * characters) of GB 2312; what is no sequence of GB 18030 counts against it.
 */
function everydayShare(head: Uint8Array): number {
  let everyday = 0;
  let all = 0;
  let at = 0;
  while (at < head.length - 1) {
    const lead = head[at] as number;
    const trail = head[at + 1] as number;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    all += 1;
    const isCommonRow = (lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3);
    if (isCommonRow && trail >= 0xa1) everyday += 1;
    at += gbLength(trail);
  }
  return all === 0 ? 0 : everyday / all;
}

function gbLength(trail: number): number {
  if (trail >= 0x30 && trail <= 0x39) return 4;
  return trail >= 0x40 ? 2 : 1;
}

/** Byte pairs by UTF-16 unit; 0 where GBK has none. Node decodes GBK but has no encoder. */
let pairs: Uint16Array | undefined;

function readPairs(): Uint16Array {
  const table = new Uint16Array(0x1_0000);
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const unit = text.charCodeAt(0);
      if (text.length === 1 && unit >= 0x80 && unit !== 0xfffd && table[unit] === 0)
        table[unit] = (lead << 8) | trail;
    }
  return table;
}

/** @throws RangeError for a character that GBK does not have */
export function encodeGbk(text: string): Buffer {
  pairs ??= readPairs();
  const bytes = Buffer.allocUnsafe(2 * text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    const pair = pairs[unit] ?? 0;
    if (pair === 0) throw new RangeError(`GBK has no ${text.charAt(at)}`);
    bytes[length++] = pair >> 8;
    bytes[length++] = pair & 0xff;
  }
  return bytes.subarray(0, length);
}

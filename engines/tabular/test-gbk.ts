const BYTES = new Map<string, readonly number[]>();
const decoder = new TextDecoder('gb18030');
for (let lead = 0xa1; lead <= 0xf7; lead++) {
  for (let trail = 0xa1; trail <= 0xfe; trail++)
    BYTES.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
}

/** Text as GB 2312 bytes, which every GBK and GB 18030 reader understands; Node has no encoder. For tests only. */
export function gbk(text: string): Buffer {
  return Buffer.from([...text].flatMap((character) => BYTES.get(character) ?? [character.charCodeAt(0)]));
}

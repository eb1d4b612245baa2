import { randomBytes } from 'node:crypto';

let lastMilliseconds = 0;
let counter = 0;

/**
 * A UUID of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then a counter of 12 bits (§6.2 method 1), then chance.
 * Ids made by one process sort in the order in which they were made.
 */
export function newJobId(now = Date.now()): string {
  counter = now > lastMilliseconds ? 0 : counter + 1;
  lastMilliseconds = Math.max(now, lastMilliseconds);
  if (counter > 0xfff) {
    counter = 0;
    lastMilliseconds++;
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMilliseconds, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const mark = 0x7e;
const escape = 0x7d;

/** Longest frame on the line: 1,023 bytes of body and 22 around it, each of them escaped (JT/T 808-2019, 4.4). */
const mostBytes = 2 * (1023 + 22) + 2;

/** What is wrong with bytes that are no message. */
export type FrameFault = 'checksum' | 'escape' | 'too-long' | 'too-short';

export type Frame = { readonly payload: Uint8Array } | { readonly fault: FrameFault };

const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);

/** Takes the escapes out: 7d 01 is 7d, 7d 02 is 7e. Undefined when another byte follows 7d. */
function unescape(bytes: Uint8Array): Uint8Array | undefined {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== escape) plain[length++] = byte;
    else {
      const next = bytes[(at += 1)];
      if (next !== 0x01 && next !== 0x02) return undefined;
      plain[length++] = next === 0x01 ? escape : mark;
    }
  }
  return plain.subarray(0, length);
}

function open(bytes: Uint8Array): Frame {
  const plain = unescape(bytes);
  if (!plain) return { fault: 'escape' };
  if (plain.length < 13) return { fault: 'too-short' };
  if (xor(plain) !== 0) return { fault: 'checksum' };
  return { payload: plain.subarray(0, -1) };
}

/** Puts header and body between marks, with their checksum, escaped. */
export function writeFrame(payload: Uint8Array): Uint8Array {
  const escaped = [...payload, xor(payload)].flatMap((byte) => {
    if (byte === mark) return [escape, 0x02];
    return byte === escape ? [escape, 0x01] : [byte];
  });
  return Uint8Array.from([mark, ...escaped, mark]);
}

/**
 * Cuts a line's bytes into frames (JT/T 808-2019, 4.4): in any pieces, several in one piece, rubbish between them.
 * Holds at most one frame's bytes.
 */
export class FrameReader {
  #held = Buffer.alloc(0);
  #inside = false;
  /** A frame was longer than any can be; what comes up to the next mark belongs to it. */
  #skipping = false;
  /** Bytes that belong to no frame, since the last fault. */
  #noise = 0;

  push(piece: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let from = 0;
    for (;;) {
      const end = piece.indexOf(mark, from);
      this.#take(piece.subarray(from, end < 0 ? piece.length : end), frames);
      if (end < 0) return frames;
      this.#mark(frames);
      from = end + 1;
    }
  }

  #take(bytes: Uint8Array, frames: Frame[]): void {
    if (bytes.length === 0) return;
    if (!this.#inside || this.#skipping) return this.#pass(bytes.length, frames);
    if (this.#held.length + bytes.length > mostBytes) {
      frames.push({ fault: 'too-long' });
      this.#held = Buffer.alloc(0);
      this.#skipping = true;
      return;
    }
    this.#held = Buffer.concat([this.#held, bytes]);
  }

  /** What never comes to a mark speaks no JT/T 808: each frame's length of it is a fault, or such a line would be held for ever. */
  #pass(bytes: number, frames: Frame[]): void {
    this.#noise += bytes;
    for (; this.#noise > mostBytes; this.#noise -= mostBytes) frames.push({ fault: 'too-long' });
  }

  /** Each mark may end one frame and begin the next: some terminals send one where two belong. */
  #mark(frames: Frame[]): void {
    if (this.#inside && !this.#skipping && this.#held.length > 0) frames.push(open(this.#held));
    this.#held = Buffer.alloc(0);
    this.#inside = true;
    this.#skipping = false;
  }
}

import { writeFrame } from './frame.ts';

/** Messages that are known here, by id (JT/T 808-2019, table B). */
export const ids = {
  terminalAnswer: 0x0001,
  heartbeat: 0x0002,
  logOut: 0x0003,
  register: 0x0100,
  authenticate: 0x0102,
  position: 0x0200,
  positions: 0x0704,
  generalAnswer: 0x8001,
  registerAnswer: 0x8100,
} as const;

export interface Message {
  readonly id: number;
  /** Number of the terminal's telephone, leading zeros taken off: how the terminal is known. */
  readonly terminal: string;
  readonly serial: number;
  /** `2019` when the header says its version. */
  readonly edition: '2013' | '2019';
  readonly body: Uint8Array;
}

export type MessageFault = 'header' | 'length' | 'phone' | 'encrypted' | 'in-parts';

/** @returns digits of BCD, or undefined when a half byte is no digit */
export function readBcd(bytes: Uint8Array): string | undefined {
  const digits = Buffer.from(bytes).toString('hex');
  return /^\d*$/.test(digits) ? digits : undefined;
}

export const writeBcd = (digits: string, bytes: number): Uint8Array =>
  Buffer.from(digits.padStart(bytes * 2, '0'), 'hex');

/**
 * Reads header and body of an opened frame. Bodies in parts and encrypted ones are told apart, not read: no message
 * that is known here needs them.
 */
export function readMessage(payload: Uint8Array): Message | { readonly fault: MessageFault } {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  if (bytes.length < 12) return { fault: 'header' };
  const properties = bytes.readUInt16BE(2);
  const edition = properties & 0x4000 ? '2019' : '2013';
  const phoneAt = edition === '2019' ? 5 : 4;
  const phoneEnd = phoneAt + (edition === '2019' ? 10 : 6);
  if (bytes.length < phoneEnd + 2) return { fault: 'header' };
  if (properties & 0x1c00) return { fault: 'encrypted' };
  if (properties & 0x2000) return { fault: 'in-parts' };
  const digits = readBcd(bytes.subarray(phoneAt, phoneEnd));
  if (digits === undefined) return { fault: 'phone' };
  const body = bytes.subarray(phoneEnd + 2);
  if (body.length !== (properties & 0x03ff)) return { fault: 'length' };
  const terminal = digits.replace(/^0+(?=\d)/, '');
  return { id: bytes.readUInt16BE(0), terminal, serial: bytes.readUInt16BE(phoneEnd), edition, body };
}

/** The frame of a message. @throws RangeError when the body is longer than 1,023 bytes */
export function writeMessage({ id, terminal, serial, edition, body }: Message): Uint8Array {
  if (body.length > 1023) throw new RangeError(`a body has at most 1,023 bytes, not ${body.length}`);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(body.length | (edition === '2019' ? 0x4000 : 0), 2);
  const number = Buffer.alloc(2);
  number.writeUInt16BE(serial & 0xffff, 0);
  const phone = edition === '2019' ? [Uint8Array.of(1), writeBcd(terminal, 10)] : [writeBcd(terminal, 6)];
  return writeFrame(Buffer.concat([head, ...phone, number, body]));
}

import { readBcd, writeBcd } from './message.ts';

/** 0: done; 1: failed; 2: wrong message; 3: not supported (JT/T 808-2019, table 5). */
export type GeneralResult = 0 | 1 | 2 | 3;
/** 0: done; 1, 3: registered already; 2, 4: no such vehicle, no such terminal (table 8). */
export type RegisterResult = 0 | 1 | 2 | 3 | 4;

export interface Position {
  readonly alarm: number;
  readonly status: number;
  /** Whether the terminal says that it knows where it is. */
  readonly located: boolean;
  /** Degrees in the terminal's own system, west and south negative. */
  readonly longitude: number;
  readonly latitude: number;
  /** Metres. */
  readonly altitude: number;
  /** Kilometres an hour. */
  readonly speed: number;
  /** Degrees from north, clockwise. */
  readonly direction: number;
  /** ISO; the line carries Beijing time. */
  readonly at: string;
}

const degree = 1_000_000;

/** `yyMMddHHmmss` in Beijing time as an instant; undefined when the calendar has none. */
function readTime(bytes: Uint8Array): string | undefined {
  const digits = readBcd(bytes);
  if (digits === undefined) return undefined;
  const [year, month, day, hour, minute, second] = digits.match(/../g) ?? [];
  const local = `20${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${local}Z`);
  // Date.parse reads 31 February as 3 March.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(local)) return undefined;
  return new Date(time - 8 * 3_600_000).toISOString();
}

/** Body of 0x0200; what is added behind its 28 bytes is passed over. Undefined when it is none. */
export function readPosition(body: Uint8Array): Position | undefined {
  if (body.length < 28) return undefined;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const at = readTime(bytes.subarray(22, 28));
  const status = bytes.readUInt32BE(4);
  const latitude = bytes.readUInt32BE(8) / degree;
  const longitude = bytes.readUInt32BE(12) / degree;
  if (at === undefined || latitude > 90 || longitude > 180) return undefined;
  return {
    alarm: bytes.readUInt32BE(0),
    status,
    located: (status & 0b10) !== 0,
    latitude: status & 0b100 ? -latitude : latitude,
    longitude: status & 0b1000 ? -longitude : longitude,
    altitude: bytes.readUInt16BE(16),
    speed: bytes.readUInt16BE(18) / 10,
    direction: bytes.readUInt16BE(20),
    at,
  };
}

const beijing = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().replaceAll(/\D/g, '').slice(2, 14);

export function writePosition(position: Omit<Position, 'located' | 'status'>): Uint8Array {
  const { latitude, longitude } = position;
  const bytes = Buffer.alloc(28);
  bytes.writeUInt32BE(position.alarm, 0);
  bytes.writeUInt32BE(0b11 | (latitude < 0 ? 0b100 : 0) | (longitude < 0 ? 0b1000 : 0), 4);
  bytes.writeUInt32BE(Math.round(Math.abs(latitude) * degree), 8);
  bytes.writeUInt32BE(Math.round(Math.abs(longitude) * degree), 12);
  bytes.writeUInt16BE(position.altitude, 16);
  bytes.writeUInt16BE(Math.round(position.speed * 10), 18);
  bytes.writeUInt16BE(position.direction, 20);
  bytes.set(writeBcd(beijing(position.at), 6), 22);
  return bytes;
}

/** Body of 0x0704: positions kept while the line was down. A part that is none is left undefined; so is a body that is none. */
export function readPositions(body: Uint8Array): (Position | undefined)[] | undefined {
  if (body.length < 3) return undefined;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const count = bytes.readUInt16BE(0);
  const found: (Position | undefined)[] = [];
  let at = 3;
  while (at < bytes.length) {
    if (at + 2 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) return undefined;
    found.push(readPosition(bytes.subarray(at + 2, end)));
    at = end;
  }
  return found.length === count ? found : undefined;
}

export function writePositions(bodies: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.alloc(3);
  head.writeUInt16BE(bodies.length, 0);
  head.writeUInt8(1, 2);
  const parts = bodies.flatMap((body) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(body.length, 0);
    return [length, body];
  });
  return Buffer.concat([head, ...parts]);
}

export interface Registration {
  /** As the maker numbered it. */
  readonly device: string;
  readonly plateColour: number;
  readonly plate: string;
}

const text = (bytes: Uint8Array): string => new TextDecoder('gbk').decode(bytes).replaceAll('\0', '').trim();

/** Where device and plate stand in 0x0100, by edition (tables 6 of 2013 and 2019). */
const places = { '2013': { device: 29, end: 36 }, '2019': { device: 45, end: 75 } } as const;

/** Body of 0x0100. */
export function readRegistration(body: Uint8Array, edition: '2013' | '2019'): Registration | undefined {
  const { device, end } = places[edition];
  if (body.length < end + 1) return undefined;
  return {
    device: text(body.subarray(device, end)),
    plateColour: body[end] ?? 0,
    plate: text(body.subarray(end + 1)),
  };
}

/** Body of 0x0100 in the edition of 2013. @param plate as bytes of GBK; the device has at most seven characters */
export function writeRegistration(device: string, plateColour: number, plate: Uint8Array): Uint8Array {
  const head = Buffer.alloc(37);
  head.write(device.slice(0, 7), 29, 'latin1');
  head.writeUInt8(plateColour, 36);
  return Buffer.concat([head, plate]);
}

/** The code in 0x0102. */
export function readCode(body: Uint8Array, edition: '2013' | '2019'): string | undefined {
  if (edition === '2013') return text(body);
  const length = body[0] ?? 0;
  return body.length > length ? text(body.subarray(1, 1 + length)) : undefined;
}

/** Body of 0x8001. */
export function writeGeneralAnswer(serial: number, id: number, result: GeneralResult): Uint8Array {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt16BE(serial, 0);
  bytes.writeUInt16BE(id, 2);
  bytes.writeUInt8(result, 4);
  return bytes;
}

export function readGeneralAnswer(
  body: Uint8Array,
): { serial: number; id: number; result: number } | undefined {
  if (body.length !== 5) return undefined;
  const bytes = Buffer.from(body);
  return { serial: bytes.readUInt16BE(0), id: bytes.readUInt16BE(2), result: bytes.readUInt8(4) };
}

/** Body of 0x8100; the code only when the result is 0. */
export function writeRegisterAnswer(serial: number, result: RegisterResult, code = ''): Uint8Array {
  const bytes = Buffer.alloc(3);
  bytes.writeUInt16BE(serial, 0);
  bytes.writeUInt8(result, 2);
  return Buffer.concat([bytes, Buffer.from(code, 'latin1')]);
}

export function readRegisterAnswer(body: Uint8Array): { serial: number; result: number; code: string } {
  const bytes = Buffer.from(body);
  return {
    serial: bytes.readUInt16BE(0),
    result: bytes.readUInt8(2),
    code: bytes.subarray(3).toString('latin1'),
  };
}

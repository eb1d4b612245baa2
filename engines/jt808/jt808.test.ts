import { expect, test } from 'vitest';
import * as jt808 from './index.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** An example that is published with several readers of the protocol: serial 126 and a length of 125 stand escaped. */
const example = bytes(
  '7E02000026123456789012007D02000000010000000200BA7F0E07E4F11C0028003C00001810151010100104000000640202007D01137E',
);
const messageOf = (frame: jt808.Frame | undefined): jt808.Message => {
  if (!frame || 'fault' in frame) throw new Error(`no frame: ${JSON.stringify(frame)}`);
  const message = jt808.readMessage(frame.payload);
  if ('fault' in message) throw new Error(message.fault);
  return message;
};

test('a known frame, and back again to the same bytes', () => {
  const [frame] = new jt808.FrameReader().push(example);
  const message = messageOf(frame);
  expect(message).toMatchObject({ id: 0x0200, terminal: '123456789012', serial: 126, edition: '2013' });
  expect(jt808.readPosition(message.body)).toEqual({
    alarm: 1,
    status: 2,
    located: true,
    latitude: 12.222222,
    longitude: 132.444444,
    altitude: 40,
    speed: 6,
    direction: 0,
    at: '2018-10-15T02:10:10.000Z',
  });
  expect(Buffer.from(jt808.writeMessage(message))).toEqual(Buffer.from(example));
});

test('byte by byte, glued, with rubbish around, one mark between two', () => {
  const stream = Buffer.concat([
    bytes('0102ff'),
    example,
    example,
    example.subarray(1),
    bytes('7e7e'),
    example,
  ]);
  const whole = new jt808.FrameReader().push(stream);
  const reader = new jt808.FrameReader();
  const single = [...stream].flatMap((byte) => reader.push(Uint8Array.of(byte)));
  for (const frames of [whole, single]) {
    expect(frames.filter((frame) => 'payload' in frame)).toHaveLength(4);
    expect(frames).toHaveLength(4);
  }
});

test.each<[string, string, string]>([
  ['a wrong checksum', '7e 0002 0000 012345678901 0001 00 7e', 'checksum'],
  ['an escape of nothing', '7e 0002 0000 7d55 7e', 'escape'],
  ['too short', '7e 0002 02 7e', 'too-short'],
  ['longer than any frame', `7e ${'00'.repeat(3000)} 7e`, 'too-long'],
])('%s is a fault, and the next frame is read', (_, hex, fault) => {
  const reader = new jt808.FrameReader();
  const frames = [...reader.push(bytes(hex)), ...reader.push(example)];
  expect(frames[0]).toEqual({ fault });
  expect(messageOf(frames.at(-1))).toMatchObject({ serial: 126 });
});

test.each<[string, string, string]>([
  ['a length that is not there', '0002 0005 012345678901 0001', 'length'],
  ['a phone that is no number', '0002 0000 01234567890f 0001', 'phone'],
  ['an encrypted body', '0002 0400 012345678901 0001', 'encrypted'],
  ['a body in parts', '0002 2000 012345678901 0001 0002 0001', 'in-parts'],
  ['a head of 2019 that ends early', '0002 4000 01 0000 0123 4567 89', 'header'],
])('%s', (_, hex, fault) => expect(jt808.readMessage(bytes(hex))).toEqual({ fault }));

test('the header of 2019', () => {
  const message = { id: jt808.ids.heartbeat, terminal: '15400000001', serial: 9, edition: '2019' as const };
  const [frame] = new jt808.FrameReader().push(jt808.writeMessage({ ...message, body: new Uint8Array() }));
  expect(messageOf(frame)).toMatchObject(message);
});

const here = {
  alarm: 0,
  latitude: -30.05,
  longitude: 121.15,
  altitude: 5,
  speed: 63.4,
  direction: 270,
  at: '2026-11-28T15:59:59.000Z',
};

test('a batch of late positions; one that is none does not take the others with it', () => {
  const one = jt808.writePosition(here);
  const broken = Uint8Array.from(one);
  broken.set([0x26, 0x02, 0x31], 22);
  const found = jt808.readPositions(jt808.writePositions([one, broken, one]));
  expect(found).toEqual([expect.objectContaining(here), undefined, expect.objectContaining(here)]);
  const batch = jt808.writePositions([one, one]);
  expect(jt808.readPositions(batch.subarray(0, -1))).toBeUndefined();
  expect(jt808.readPositions(Uint8Array.of(0, 9, 0))).toBeUndefined();
  expect(jt808.readPositions(Uint8Array.of(0))).toBeUndefined();
});

test('registration with a plate in GBK, and the answers', () => {
  const plate = Uint8Array.from([0xd5, 0xe3, ...Buffer.from('BI1234')]);
  const body = jt808.writeRegistration('SIM0001', 2, plate);
  expect(jt808.readRegistration(body, '2013')).toEqual({
    device: 'SIM0001',
    plateColour: 2,
    plate: '浙BI1234',
  });
  expect(jt808.readRegistration(body.subarray(0, 20), '2013')).toBeUndefined();
  expect(jt808.readRegisterAnswer(jt808.writeRegisterAnswer(7, 0, 'abc'))).toEqual({
    serial: 7,
    result: 0,
    code: 'abc',
  });
  expect(jt808.readGeneralAnswer(jt808.writeGeneralAnswer(7, 0x0200, 2))).toEqual({
    serial: 7,
    id: 0x0200,
    result: 2,
  });
});

test('what never comes to a mark is told, so that whoever reads it can cut the line', () => {
  const noise = Buffer.alloc(5000, 'A');
  expect(new jt808.FrameReader().push(noise)).toEqual([{ fault: 'too-long' }, { fault: 'too-long' }]);
  const begun = new jt808.FrameReader();
  expect(begun.push(Uint8Array.of(0x7e))).toEqual([]);
  expect([...begun.push(noise), ...begun.push(noise)]).toHaveLength(3);
});

test('ten thousand pieces of rubbish and of spoiled frames throw nothing', () => {
  const reader = new jt808.FrameReader();
  let state = 7;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 16;
  for (let round = 0; round < 10_000; round += 1) {
    const piece = round % 2 ? Uint8Array.from(example) : new Uint8Array(next() % 90);
    for (let times = 0; times < 6; times += 1) piece[next() % Math.max(1, piece.length)] = next() & 0xff;
    for (const frame of reader.push(piece)) {
      if ('fault' in frame) continue;
      const message = jt808.readMessage(frame.payload);
      if ('fault' in message) continue;
      jt808.readPosition(message.body);
      jt808.readPositions(message.body);
      jt808.readRegistration(message.body, message.edition);
      jt808.readCode(message.body, message.edition);
    }
  }
  const frames = [...reader.push(Uint8Array.of(0x7e)), ...reader.push(example), ...reader.push(example)];
  expect(frames.some((frame) => 'payload' in frame)).toBe(true);
});

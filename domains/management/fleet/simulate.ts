import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import * as jt808 from '#engines/jt808';
import { Organisation } from '#platform/base/organisations';
import { judgeTracks } from '#platform/sense/tracks';
import { Conversation } from './conversation.ts';
import { Terminal, Vehicle } from './records.ts';
import { findTerminal } from './store.ts';

const owner = '330281-moni-weihuo';
const vehicles = 12;
const everyMs = 30_000;
const steps = 240;
const batch = 20;

/** Plates with the letter I, which is never issued (GA 36); telephones of segment 154, which no carrier has. */
const plateOf = (at: number): string => `浙BI${String(8000 + at)}`;
const phoneOf = (at: number): string => `154${String(80_800_000 + at)}`;
const deviceOf = (at: number): string => `MN${String(at).padStart(5, '0')}`;

async function register(context: Context): Promise<void> {
  const written = { source: 'simulator:fleet', simulated: true };
  const every = Array.from({ length: vehicles }, (_, at) => at);
  await context.transaction(async (tx) => {
    const carrier = {
      code: owner,
      nameZh: '模拟危货运输公司',
      nameEn: 'Simulated Carrier of Dangerous Goods',
    };
    const rest = { kind: 'enterprise', division: '330281', reconstructed: false };
    await writeRows(context, tx, Organisation, [{ ...carrier, ...rest }], written);
    const cars = every.map((at) => ({ plate: plateOf(at), kind: 'dangerous-goods' as const, owner }));
    await writeRows(context, tx, Vehicle, cars, written);
    const boxes = every.map((at) => ({
      phone: phoneOf(at),
      device: deviceOf(at),
      vehicle: plateOf(at),
      system: 'wgs-84' as const,
      owner,
    }));
    await writeRows(context, tx, Terminal, boxes, written);
  });
}

/** A round through the north-west of the city, within its boundary; one vehicle in six is too fast for a while, one goes through the centre. */
function positionOf(at: number, step: number, from: number): Uint8Array {
  const turn = ((step + at * 20) / steps) * 2 * Math.PI;
  const centre = at === 5 ? [121.15, 30.05] : [121.04, 30.14];
  const wide = at === 5 ? 0.03 : 0.05 + at * 0.002;
  return jt808.writePosition({
    alarm: 0,
    longitude: (centre[0] ?? 0) + wide * Math.cos(turn),
    latitude: (centre[1] ?? 0) + wide * 0.8 * Math.sin(turn),
    altitude: 6,
    speed: at % 6 === 3 && step > 100 && step < 110 ? 93 : 42 + ((step * 7 + at) % 15),
    direction: Math.round((((turn + Math.PI / 2) * 180) / Math.PI) % 360),
    at: new Date(from + step * everyMs).toISOString(),
  });
}

const plateBytes = (plate: string): Uint8Array =>
  // 浙 in GBK; the rest is the same in ASCII.
  Buffer.concat([Uint8Array.of(0xd5, 0xe3), Buffer.from(plate.slice(1), 'latin1')]);

/** One terminal says all that it says on a line: who it is, and two hours of positions in batches. */
async function speak(context: Context, at: number): Promise<void> {
  const line = new Conversation(context);
  let serial = 0;
  const say = async (id: number, body: Uint8Array) => {
    serial += 1;
    const message = { id, terminal: phoneOf(at), serial, edition: '2013' as const, body };
    const [answer] = await line.receive(jt808.writeMessage(message));
    const [frame] = answer ? new jt808.FrameReader().push(answer) : [];
    const read = frame && 'payload' in frame ? jt808.readMessage(frame.payload) : undefined;
    if (!read || 'fault' in read) throw new Error('a simulated terminal was not answered');
    return read.body;
  };
  const registration = jt808.writeRegistration(deviceOf(at), 2, plateBytes(plateOf(at)));
  const { code } = jt808.readRegisterAnswer(await say(jt808.ids.register, registration));
  await say(jt808.ids.authenticate, Buffer.from(code, 'latin1'));
  const from = Math.floor(context.clock.now().getTime() / 1000) * 1000 - steps * everyMs;
  for (let first = 0; first < steps; first += batch) {
    const bodies = Array.from({ length: batch }, (_, index) => positionOf(at, first + index, from));
    await say(jt808.ids.positions, jt808.writePositions(bodies));
  }
}

/** An invented carrier's vehicles drive for two hours, through the protocol; once is enough. */
export const carriers: Played = {
  name: 'fleet.carriers',
  grants: { 'organisations:write': 'city', 'fleet:write': 'city' },
  async play(context) {
    await register(context);
    for (let at = 0; at < vehicles; at += 1)
      if ((await findTerminal(context.db, phoneOf(at)))?.digest === null) await speak(context, at);
    await judgeTracks(context);
  },
};

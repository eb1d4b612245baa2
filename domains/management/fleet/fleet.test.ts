import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as jt808 from '#engines/jt808';
import { toGcj02 } from '#engines/coordinates';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { tracksModule } from '#platform/sense/tracks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import fleet from './module.ts';
import { carriers } from './simulate.ts';
import { trackOf } from './store.ts';

let city: TestCity;
let office: Asker;
let port: number;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });

beforeAll(async () => {
  port = await freePort();
  city = await openTestCity({
    modules: [
      codesModule,
      organisationsModule,
      identityModule,
      ledgerModule,
      tasksModule,
      tracksModule,
      fleet,
    ],
    environment: { JT808_PORT: String(port), JOB_WORKERS: '1' },
  });
  office = city.as({
    id: 'office',
    organisation: '330281-jtj',
    grants: {
      'fleet:read': 'city',
      'fleet:write': 'city',
      'tracks:read': 'city',
      'organisations:read': 'city',
      'tasks:own': 'department',
    },
  });
  const owner = '330281-dianxin';
  for (const [at, system] of ['wgs-84', 'gcj-02'].entries()) {
    const plate = `浙BI000${at}`;
    const vehicle = { plate, kind: 'dangerous-goods', owner };
    expect((await office.post('/api/fleet/vehicles', vehicle)).statusCode).toBe(200);
    const terminal = { phone: `1540000000${at}`, device: `DEV000${at}`, vehicle: plate, system, owner };
    expect((await office.post('/api/fleet/terminals', terminal)).statusCode).toBe(200);
  }
});
afterAll(() => city.close());

test('a terminal is registered to a vehicle of its own operator only', async () => {
  const terminal = { phone: '15400000077', device: 'DEV77', vehicle: '浙BI0000', system: 'wgs-84' };
  const other = await office.post('/api/fleet/terminals', { ...terminal, owner: '330281-liantong' });
  expect([other.statusCode, other.json().errors]).toEqual([
    422,
    [expect.objectContaining({ code: 'fleet.other-owner' })],
  ]);
});

/** A terminal's end of a line. */
class Box {
  readonly socket: Socket = connect(port, '127.0.0.1');
  readonly #reader = new jt808.FrameReader();
  readonly #answers: jt808.Message[] = [];
  #serial = 0;
  readonly phone: string;
  closed = false;

  constructor(phone: string) {
    this.phone = phone;
    this.socket.on('close', () => {
      this.closed = true;
    });
    this.socket.on('error', () => undefined);
    this.socket.on('data', (piece) => {
      for (const frame of this.#reader.push(piece as Buffer)) {
        const message = 'fault' in frame ? frame : jt808.readMessage(frame.payload);
        if (!('fault' in message)) this.#answers.push(message);
      }
    });
  }

  frame(id: number, body: Uint8Array, serial = (this.#serial += 1)): Uint8Array {
    return jt808.writeMessage({ id, terminal: this.phone, serial, edition: '2013', body });
  }

  async answer(): Promise<jt808.Message> {
    for (let tries = 0; tries < 500; tries += 1) {
      const answer = this.#answers.shift();
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('no answer');
  }

  async say(id: number, body: Uint8Array = new Uint8Array()): Promise<number | undefined> {
    this.socket.write(this.frame(id, body));
    return jt808.readGeneralAnswer((await this.answer()).body)?.result;
  }

  async register(device: string, plate: string) {
    const bytes = Buffer.concat([Uint8Array.of(0xd5, 0xe3), Buffer.from(plate.slice(1))]);
    this.socket.write(this.frame(jt808.ids.register, jt808.writeRegistration(device, 2, bytes)));
    return jt808.readRegisterAnswer((await this.answer()).body);
  }

  authenticate = (code: string) => this.say(jt808.ids.authenticate, Buffer.from(code));
}

const ago = (seconds: number) => new Date(Math.floor(Date.now() / 1000 - seconds) * 1000).toISOString();
const at = (seconds: number, change: Partial<jt808.Position> = {}) =>
  jt808.writePosition({
    alarm: 0,
    longitude: 121.25,
    latitude: 30.12,
    altitude: 5,
    speed: 40,
    direction: 90,
    at: ago(seconds),
    ...change,
  });
const latest = async (plate: string) => {
  const { items } = (await office.get('/api/tracks/latest')).json<{
    items: { device: string; at: string; longitude: number; latitude: number }[];
  }>();
  return items.find(({ device }) => device === trackOf(plate));
};

const codes: Record<string, string> = {};

test('nobody is let in who was not registered by the operator, with that device in that vehicle, and once', async () => {
  expect(await new Box('15499999999').register('DEV0000', '浙BI0000')).toMatchObject({ result: 4 });
  const box = new Box('15400000000');
  expect(await box.register('OTHER', '浙BI0000')).toMatchObject({ result: 4 });
  expect(await box.register('DEV0000', '浙BI0001')).toMatchObject({ result: 2 });
  expect(await box.say(jt808.ids.position, at(10))).toBe(1);
  const { result, code } = await box.register('DEV0000', '浙BI0000');
  expect(result).toBe(0);
  codes['15400000000'] = code;
  expect(await box.register('DEV0000', '浙BI0000')).toEqual({ serial: 5, result: 3, code: '' });
  expect(await box.authenticate('wrong')).toBe(1);
  expect(await box.say(jt808.ids.position, at(10))).toBe(1);
  expect(await latest('浙BI0000')).toBeUndefined();
  box.socket.end();
});

test('positions come in, late ones too, on a line that breaks and is glued; the latest is the newest', async () => {
  const box = new Box('15400000000');
  expect(await box.authenticate(codes['15400000000'] ?? '')).toBe(0);
  expect(await box.say(jt808.ids.heartbeat)).toBe(0);
  expect(await box.say(0x0900)).toBe(3);
  expect(await box.say(jt808.ids.position, at(60))).toBe(0);
  const glued = Buffer.concat([
    box.frame(jt808.ids.position, at(30)),
    box.frame(jt808.ids.positions, jt808.writePositions([at(300), at(240), at(300)])),
    box.frame(jt808.ids.position, Uint8Array.of(1, 2, 3)),
  ]);
  for (let from = 0; from < glued.length; from += 7) box.socket.write(glued.subarray(from, from + 7));
  const results = [await box.answer(), await box.answer(), await box.answer()].map(
    ({ body }) => jt808.readGeneralAnswer(body)?.result,
  );
  expect(results).toEqual([0, 0, 2]);
  expect(await box.say(jt808.ids.positions, jt808.writePositions([at(200)]))).toBe(0);
  expect(await box.say(jt808.ids.position, at(-3600))).toBe(2);
  const newest = await latest('浙BI0000');
  expect(newest?.longitude).toBeCloseTo(121.25, 6);
  expect(Date.now() - Date.parse(newest?.at ?? '')).toBeLessThan(50_000);
  box.socket.end();
});

test('a batch that was not answered and is sent again changes nothing', async () => {
  const box = new Box('15400000000');
  await box.authenticate(codes['15400000000'] ?? '');
  const batch = jt808.writePositions([at(7200, { speed: 1 }), at(7100)]);
  const day = () => office.get(`/api/tracks/devices/${trackOf('浙BI0000')}/days/${chinaDay(7200)}`);
  await box.say(jt808.ids.positions, batch);
  const before = (await day()).json().points.length;
  await box.say(jt808.ids.positions, batch);
  expect((await day()).json().points).toHaveLength(before);
  box.socket.end();
});
const chinaDay = (seconds: number) =>
  new Date(Date.now() + 8 * 3_600_000 - seconds * 1000).toISOString().slice(0, 10);

test('a terminal that speaks GCJ-02 is kept where it really is', async () => {
  const box = new Box('15400000001');
  const { code } = await box.register('DEV0001', '浙BI0001');
  await box.authenticate(code);
  const [longitude, latitude] = toGcj02([121.2, 30.1]);
  expect(await box.say(jt808.ids.position, at(5, { longitude, latitude }))).toBe(0);
  const place = await latest('浙BI0001');
  expect(place?.longitude).toBeCloseTo(121.2, 5);
  expect(place?.latitude).toBeCloseTo(30.1, 5);
  box.socket.end();
});

test('rubbish ends its own line and no other', async () => {
  const good = new Box('15400000000');
  await good.authenticate(codes['15400000000'] ?? '');
  const bad = new Box('15400000000');
  for (let round = 0; round < 30; round += 1)
    bad.socket.write(Buffer.from(`7e0200${'7d99'.repeat(round * 40)}7e`, 'hex'));
  for (let tries = 0; tries < 300 && !bad.closed; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(bad.closed).toBe(true);
  expect(await good.say(jt808.ids.heartbeat)).toBe(0);
  good.socket.end();
});

test('only the owner’s office releases a terminal; then it registers anew and the old code is void', async () => {
  const other = city.as({ id: 'other', organisation: 'other', grants: { 'fleet:write': 'department' } });
  expect((await other.post('/api/fleet/terminals/15400000000/release')).statusCode).toBe(404);
  expect((await city.stranger.post('/api/fleet/terminals/15400000000/release')).statusCode).toBe(401);
  const released = await office.post('/api/fleet/terminals/15400000000/release');
  expect(released.json()).toEqual({ released: true });
  const box = new Box('15400000000');
  expect(await box.authenticate(codes['15400000000'] ?? '')).toBe(1);
  expect(await box.register('DEV0000', '浙BI0000')).toMatchObject({ result: 0 });
  box.socket.end();
});

test('the invented carrier drives through the protocol, marked; its speeding waits as tasks', async () => {
  const context = city.as({ id: 'simulator', grants: carriers.grants }).context();
  await carriers.play(context, 1);
  const { items } = (await office.get('/api/tracks/latest')).json();
  expect(items.filter(({ simulated }: { simulated: boolean }) => simulated)).toHaveLength(12);
  const { items: breaches } = (await office.get('/api/tracks/breaches')).json();
  const rules = breaches.map(({ rule }: { rule: string }) => rule);
  expect(new Set(rules)).toEqual(new Set(['dangerous-speed', 'dangerous-centre']));
  const { items: waiting } = (await office.get('/api/tasks')).json();
  expect(waiting.filter(({ kind }: { kind: string }) => kind === 'tracks.breach')).toHaveLength(
    breaches.length,
  );
  await carriers.play(context, 1);
  expect((await office.get('/api/tracks/breaches')).json().items).toHaveLength(breaches.length);
}, 60_000);

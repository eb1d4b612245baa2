import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Services } from '#kernel/context';
import { fromGcj02 } from '#engines/coordinates';
import * as jt808 from '#engines/jt808';
import { takePositions, type NewPosition } from '#platform/sense/tracks';
import { findTerminal, putKey, removeKey, trackOf, type KnownTerminal } from './store.ts';

type Needed = Pick<Services, 'store' | 'clock'>;

/** A line that sends so much rubbish is no terminal's. */
const mostFaults = 20;
const codeBytes = 12;
const askedEveryMs = 60_000;
const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex');
const sameDigest = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));

/** A position as the city keeps it: in WGS 84, under the vehicle. */
function kept(terminal: KnownTerminal, serial: number, position: jt808.Position): NewPosition {
  const { longitude, latitude, at, speed, direction, altitude, alarm } = position;
  const place = [longitude, latitude] as const;
  const [x, y] = terminal.system === 'gcj-02' ? fromGcj02(place) : place;
  const { simulated, plate } = terminal;
  const rest = { at, serial, speed, direction: direction % 360, altitude: Math.min(altitude, 32_767), alarm };
  return { device: trackOf(plate), longitude: x, latitude: y, simulated, ...rest };
}

/** A batch says no serials: a position's place among those of its instant stands for it, whatever batch it comes in. */
const sameTimeBefore = (positions: readonly jt808.Position[], index: number): number =>
  positions.slice(0, index).filter(({ at }) => at === positions[index]?.at).length;

/**
 * One line with one terminal: bytes in, answers out; it knows nothing of sockets. Positions are acknowledged when they
 * are committed. What the line sends never throws; it may end the conversation.
 */
export class Conversation {
  readonly #services: Needed;
  readonly #reader = new jt808.FrameReader();
  #terminal: KnownTerminal | undefined;
  #askedAt = 0;
  #faults = 0;
  #serial = 0;
  /** The line is to be cut. */
  ended = false;

  constructor(services: Needed) {
    this.#services = services;
  }

  /** @returns frames to send back, in order */
  async receive(piece: Uint8Array): Promise<Uint8Array[]> {
    const answers: Promise<Uint8Array | undefined>[] = [];
    for (const frame of this.#reader.push(piece)) {
      if (this.ended) break;
      const message = 'fault' in frame ? frame : jt808.readMessage(frame.payload);
      if ('fault' in message) this.#fault();
      // Positions wait for their commit together; whatever decides who speaks is settled before what follows it.
      else if (this.#isPosition(message)) answers.push(this.#take(message));
      else answers.push(Promise.resolve(await this.#answer(message)));
    }
    const all = await Promise.all(answers);
    return all.filter((answer) => answer !== undefined);
  }

  #isPosition = ({ id }: jt808.Message): boolean => id === jt808.ids.position || id === jt808.ids.positions;

  #fault(): void {
    this.#faults += 1;
    if (this.#faults >= mostFaults) this.ended = true;
  }

  #reply(message: jt808.Message, id: number, body: Uint8Array): Uint8Array {
    this.#serial = (this.#serial + 1) & 0xffff;
    return jt808.writeMessage({ ...message, id, serial: this.#serial, body });
  }

  #general(message: jt808.Message, result: jt808.GeneralResult): Uint8Array {
    const body = jt808.writeGeneralAnswer(message.serial, message.id, result);
    return this.#reply(message, jt808.ids.generalAnswer, body);
  }

  async #answer(message: jt808.Message): Promise<Uint8Array | undefined> {
    if (message.id === jt808.ids.register) return this.#register(message);
    if (message.id === jt808.ids.authenticate) return this.#authenticate(message);
    if (message.id === jt808.ids.terminalAnswer) return undefined;
    if (this.#terminal?.phone !== message.terminal) {
      this.#fault();
      return this.#general(message, 1);
    }
    if (message.id === jt808.ids.heartbeat) return this.#general(message, 0);
    if (message.id !== jt808.ids.logOut) return this.#general(message, 3);
    await removeKey(this.#services.store.db, message.terminal);
    this.#terminal = undefined;
    return this.#general(message, 0);
  }

  /** Only what its operator registered, in the vehicle that it is registered in, and once until it is released. */
  async #register(message: jt808.Message): Promise<Uint8Array> {
    const { store, clock } = this.#services;
    const say = (result: jt808.RegisterResult, code?: string) =>
      this.#reply(message, jt808.ids.registerAnswer, jt808.writeRegisterAnswer(message.serial, result, code));
    const said = jt808.readRegistration(message.body, message.edition);
    const terminal = said && (await findTerminal(store.db, message.terminal));
    if (!terminal || terminal.device !== said.device) {
      this.#fault();
      return say(4);
    }
    // A vehicle without a plate yet says the number of its frame instead: colour 0.
    if (said.plateColour !== 0 && said.plate !== terminal.plate) return say(2);
    const code = randomBytes(codeBytes).toString('hex');
    const at = clock.now().toISOString();
    const given = await putKey(store.db, { phone: terminal.phone, digest: digestOf(code), at });
    return given ? say(0, code) : say(3);
  }

  async #authenticate(message: jt808.Message): Promise<Uint8Array> {
    const code = jt808.readCode(message.body, message.edition);
    const terminal = await findTerminal(this.#services.store.db, message.terminal);
    if (!code || !terminal?.digest || !sameDigest(terminal.digest, digestOf(code))) {
      this.#fault();
      return this.#general(message, 1);
    }
    this.#terminal = terminal;
    this.#askedAt = this.#services.clock.now().getTime();
    return this.#general(message, 0);
  }

  /** The terminal of this line, asked for anew each minute: one that was released or withdrawn feeds no more. */
  async #stillThere(): Promise<KnownTerminal | undefined> {
    const now = this.#services.clock.now().getTime();
    const known = this.#terminal;
    if (!known || now - this.#askedAt < askedEveryMs) return known;
    this.#askedAt = now;
    const found = await findTerminal(this.#services.store.db, known.phone);
    this.#terminal = found?.digest === known.digest ? found : undefined;
    return this.#terminal;
  }

  async #take(message: jt808.Message): Promise<Uint8Array> {
    const terminal = await this.#stillThere();
    if (terminal?.phone !== message.terminal) {
      this.#fault();
      return this.#general(message, 1);
    }
    const found =
      message.id === jt808.ids.position
        ? [jt808.readPosition(message.body)]
        : jt808.readPositions(message.body);
    if (!found || found.every((position) => position === undefined)) {
      this.#fault();
      return this.#general(message, 2);
    }
    const usable = found.filter((position) => position?.located === true);
    const positions = usable.flatMap((position) => (position ? [position] : []));
    // Where a terminal does not know its place it says the last one: nothing to keep.
    if (positions.length === 0) return this.#general(message, 0);
    const batch = message.id === jt808.ids.positions;
    const taken = await takePositions(
      this.#services,
      positions.map((position, index) =>
        kept(terminal, batch ? sameTimeBefore(positions, index) : message.serial, position),
      ),
    ).catch(() => undefined);
    if (!taken) return this.#general(message, 1);
    return this.#general(message, taken.every((each) => !each) ? 2 : 0);
  }
}

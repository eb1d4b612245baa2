import { Duplex } from 'node:stream';

const syncByte = 0x53;
const queryByte = 0x51;
const terminateByte = 0x58;

/** AuthenticationOk, then ReadyForQuery (idle): the engine has one user and is always ready. */
const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/**
 * What node-postgres takes for its network socket: the wire protocol goes to the engine's thread instead.
 * So statements, values and errors pass through the very same code as on a server.
 */
export class EngineSocket extends Duplex {
  readonly #send: (bytes: Uint8Array<ArrayBuffer>) => void;
  #started = false;
  #outgoing: Buffer = Buffer.alloc(0);
  #incoming: Uint8Array[] = [];
  #pumping = false;

  /** @param send takes whole messages, ending with one that the engine answers */
  constructor(send: (bytes: Uint8Array<ArrayBuffer>) => void) {
    super();
    this.#send = send;
  }

  /** Bytes from the engine. Between pieces the main loop has its turn. */
  receive(bytes: Uint8Array): void {
    this.#incoming.push(bytes);
    if (!this.#pumping) this.#pump();
  }

  #pump(): void {
    const piece = this.#incoming.shift();
    this.#pumping = piece !== undefined;
    if (!piece || this.destroyed) return;
    this.push(piece);
    setImmediate(() => this.#pump());
  }

  override _read(): void {
    // Pieces are pushed as they come; node-postgres never pauses its socket.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#outgoing = Buffer.concat([this.#outgoing, chunk]);
    this.#forward();
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#outgoing = Buffer.concat([this.#outgoing, ...chunks.map((entry) => entry.chunk)]);
    this.#forward();
    done();
  }

  /** Sends what ends with Sync or Query; keeps the rest until it does. */
  #forward(): void {
    if (!this.#started) {
      if (this.#outgoing.length < 4 || this.#outgoing.length < this.#outgoing.readInt32BE(0)) return;
      this.#outgoing = this.#outgoing.subarray(this.#outgoing.readInt32BE(0));
      this.#started = true;
      this.receive(welcome);
    }
    const end = answeredLength(this.#outgoing);
    if (end === 0) return;
    const bytes = new Uint8Array(end);
    bytes.set(this.#outgoing.subarray(0, end));
    this.#outgoing = this.#outgoing.subarray(end);
    this.#send(bytes);
  }

  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

/** How many bytes, in whole messages (type byte, length, body), reach up to the last Sync or Query. */
function answeredLength(bytes: Buffer): number {
  let at = 0;
  let answered = 0;
  while (at + 5 <= bytes.length) {
    const type = bytes[at];
    at += 1 + bytes.readInt32BE(at + 1);
    if (at > bytes.length || type === terminateByte) break;
    if (type === syncByte || type === queryByte) answered = at;
  }
  return answered;
}

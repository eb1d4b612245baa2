import { Agent, get, type IncomingMessage } from 'node:http';

/** What walls met, milliseconds. */
export interface Met {
  /** From the question to the last byte of its answer. */
  readonly answers: number[];
  /** From a beat to its coming here. */
  readonly beats: number[];
  /** From the change of a figure to the beat that tells of it, and to the fresh figures. */
  readonly told: number[];
  readonly fresh: number[];
  bytes: number;
}

export const metNothing = (): Met => ({ answers: [], beats: [], told: [], fresh: [], bytes: 0 });

export interface WallAsks {
  readonly address: string;
  /** Who is in, asked once a minute before the board. */
  readonly who: string;
  /** What it asks when figures have changed, and at the same time what its scene shows. */
  readonly board: string;
  readonly scene: string;
  readonly cookie?: string | undefined;
  /** When the state of that name came about, epoch milliseconds. */
  readonly since: (version: string) => number | undefined;
  readonly met: () => Met;
}

/** Walls that hear the same beat do not all ask in the same instant: as the page itself does. */
const spreadMs = 800;
/** Who is in is not asked with every beat: as the page does. */
const whoForMs = 60_000;

/** A question that is under way is not asked beside itself, but once more after it: as the page does. */
function oneAtATime(ask: (since: number | undefined) => Promise<void>): (since: number | undefined) => void {
  let [asking, again] = [false, false];
  const begin = (since: number | undefined): void => {
    again = asking;
    if (asking) return;
    asking = true;
    setTimeout(() => {
      void ask(since).finally(() => {
        asking = false;
        if (again) begin(undefined);
      });
    }, Math.random() * spreadMs);
  };
  return begin;
}

/** A wall without its page: holds the line, and asks what a wall asks when a beat tells of another state. */
export class Wall {
  readonly #asks: WallAsks;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 2 });
  #line: IncomingMessage | undefined;
  #version: string | undefined;
  #whoAt = -Infinity;
  #closed = false;

  constructor(asks: WallAsks) {
    this.#asks = asks;
  }

  #get(path: string, agent: Agent | false): Promise<IncomingMessage> {
    const { address, cookie } = this.#asks;
    const headers = { 'accept-encoding': 'gzip', ...(cookie ? { cookie } : {}) };
    return new Promise((resolve, reject) => {
      get(address + path, { agent, headers }, resolve).on('error', (error) => {
        if (!this.#closed) reject(error);
      });
    });
  }

  async open(): Promise<void> {
    this.#line = await this.#get('/api/operations-centre/live', false);
    if (this.#line.statusCode !== 200) throw new Error(`live: ${this.#line.statusCode}`);
    this.#line.setEncoding('utf8').on('error', () => undefined);
    let rest = '';
    this.#line.on('data', (text: string) => {
      const events = (rest + text).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) this.#heard(event.slice(event.indexOf('data: ') + 6));
    });
  }

  #heard(data: string): void {
    const { version, at } = JSON.parse(data) as { version: string; at: string };
    const met = this.#asks.met();
    met.beats.push(Date.now() - Date.parse(at));
    const changed = this.#version !== undefined && this.#version !== version;
    this.#version = version;
    if (!changed) return;
    const since = this.#asks.since(version);
    if (since !== undefined) met.told.push(Date.now() - since);
    this.#board(since);
    this.#scene(undefined);
  }

  readonly #board = oneAtATime(async (since) => {
    if (performance.now() - this.#whoAt > whoForMs) {
      await this.#ask(this.#asks.who);
      this.#whoAt = performance.now();
    }
    await this.#ask(this.#asks.board);
    if (since !== undefined) this.#asks.met().fresh.push(Date.now() - since);
  });
  readonly #scene = oneAtATime(() => this.#ask(this.#asks.scene));

  async #ask(path: string): Promise<void> {
    if (this.#closed) return;
    await this.#answer(path).catch((error: unknown) => {
      // Who goes breaks off what is under way.
      if (!this.#closed) throw error;
    });
  }

  async #answer(path: string): Promise<void> {
    const begun = performance.now();
    const answer = await this.#get(path, this.#agent);
    let bytes = 0;
    for await (const piece of answer) bytes += (piece as Buffer).length;
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
    const met = this.#asks.met();
    met.answers.push(performance.now() - begun);
    met.bytes += bytes;
  }

  close(): void {
    this.#closed = true;
    this.#line?.destroy();
    this.#agent.destroy();
  }
}

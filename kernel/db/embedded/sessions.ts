import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { copiedOut } from '../copy-out.ts';
import {
  copyOutSql,
  copySql,
  type Answer,
  type CopyStatement,
  type Session,
  type SessionSource,
} from '../session.ts';
import { errorField, timeoutProblem, unavailableProblem } from '../store-problem.ts';
import type { StoreLog } from '../store.ts';
import { inBackground } from '../background.ts';
import { csvPieces } from './csv-pieces.ts';
import type { Engine } from './engine.ts';
import { Turns } from './turns.ts';

const pieceBytes = 4 * 1024 * 1024;

export interface EmbeddedOptions {
  readonly start: () => Promise<Engine>;
  readonly statementTimeoutMs: number;
  readonly log: StoreLog | undefined;
}

/** The engine's one session, in the hands of one user. */
class EmbeddedSession implements Session {
  readonly #engine: Engine;
  readonly #owner: EmbeddedSessions;
  readonly #free: () => void;
  #timeoutMs: number;

  constructor(engine: Engine, owner: EmbeddedSessions, timeoutMs: number, free: () => void) {
    this.#engine = engine;
    this.#owner = owner;
    this.#timeoutMs = timeoutMs;
    this.#free = free;
  }

  async query(sql: string, values: readonly unknown[] = []): Promise<Answer> {
    const asked = this.#engine.client.query(sql, [...values]);
    return lastAnswer(await this.#inTime(asked));
  }

  async begin(sql: string): Promise<void> {
    await this.query(sql);
  }

  /** The engine knows no time-out of its own: it is busy until it is done, or gone. */
  async #inTime<T>(asked: Promise<T>): Promise<T> {
    if (this.#timeoutMs === 0) return asked;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.#owner.replace(this.#engine);
        reject(timeoutProblem());
      }, this.#timeoutMs);
    });
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async copyIn(
    into: CopyStatement,
    csv: AsyncIterable<Uint8Array | string>,
    signal?: AbortSignal,
  ): Promise<number> {
    let rows = 0;
    for await (const piece of csvPieces(csv, pieceBytes)) {
      signal?.throwIfAborted();
      this.#engine.giveBlob(piece.bytes);
      const asked = this.#engine.client.query(copySql(into, "'/dev/blob'"));
      const { rowCount } = await asked.catch((error: unknown) => {
        throw withLine(error, piece.linesBefore);
      });
      rows += rowCount ?? 0;
    }
    signal?.throwIfAborted();
    return rows;
  }

  copyOut(select: string): AsyncIterable<Uint8Array> {
    return copiedOut(this.#engine.client.query(copyTo(copyOutSql(select))));
  }

  limit(timeoutMs: number): Promise<void> {
    this.#timeoutMs = timeoutMs;
    return Promise.resolve();
  }

  /** The next user finds no transaction left open by this one. */
  async release(discard: boolean): Promise<void> {
    try {
      if (this.#engine.gone()) return;
      if (discard) return this.#owner.replace(this.#engine);
      if (this.#engine.client.getTransactionStatus() !== 'I') await this.query('rollback');
    } catch {
      this.#owner.replace(this.#engine);
    } finally {
      this.#free();
    }
  }
}

const lastAnswer = (result: pg.QueryResult | pg.QueryResult[]): Answer => {
  const last = Array.isArray(result) ? result.at(-1) : result;
  return last ?? { command: '', rowCount: 0, rows: [] };
};

/** COPY counts the lines of the piece; people count those of their file. */
function withLine(error: unknown, linesBefore: number): unknown {
  const where = errorField(error, 'where');
  if (!where || !(error instanceof Error)) return error;
  const shifted = where.replace(/line (\d+)/, (_whole, line: string) => `line ${Number(line) + linesBefore}`);
  return Object.assign(error, { where: shifted });
}

/** Lends the one session to one user at a time, people before background work, and keeps an engine behind it. */
export class EmbeddedSessions implements SessionSource {
  readonly #options: EmbeddedOptions;
  #engine: Promise<Engine> | undefined;
  readonly #turns = new Turns();
  #ended = false;
  #lent = false;

  constructor(options: EmbeddedOptions) {
    this.#options = options;
  }

  async acquire(): Promise<Session> {
    await this.#turns.take();
    try {
      const engine = await this.#running();
      this.#lent = true;
      return new EmbeddedSession(engine, this, this.#options.statementTimeoutMs, () => {
        this.#lent = false;
        this.#turns.next();
      });
    } catch (error) {
      this.#turns.next();
      throw error;
    }
  }

  /** The engine runs and somebody works with it. */
  get lent(): boolean {
    return this.#lent;
  }

  /** An engine that has ended, for whatever reason, is started again for the next user. */
  async #running(): Promise<Engine> {
    if (this.#ended) throw unavailableProblem(new Error('the store is closed'));
    const engine = await this.#engine?.catch(() => undefined);
    if (engine && !engine.gone()) return engine;
    if (engine) this.#options.log?.warn({}, 'the embedded database ended and is opened again');
    this.#engine = this.#options.start();
    return this.#engine;
  }

  /** Ends an engine that does not answer or cannot be trusted; the next user waits for a new one. */
  replace(engine: Engine): void {
    this.#options.log?.warn({}, 'the embedded database did not answer in time or in order and is replaced');
    this.#engine = engine.kill().then(() => engine);
  }

  async end(): Promise<void> {
    // Whoever waits already comes before the end.
    await inBackground(() => this.#turns.take());
    this.#ended = true;
    const engine = await this.#engine?.catch(() => undefined);
    this.#engine = undefined;
    this.#turns.next();
    if (engine && !engine.gone()) await engine.close();
  }
}

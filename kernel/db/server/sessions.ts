import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { copiedOut } from '../copy-out.ts';
import { beginWith } from './beginning.ts';
import {
  copyOutSql,
  copySql,
  type Answer,
  type CopyStatement,
  type Session,
  type SessionSource,
} from '../session.ts';
import { KeptNames } from '../kept-plans.ts';
import { errorField, unavailableProblem } from '../store-problem.ts';
import { sessionSettings, valueTypes } from '../values.ts';
import type { StoreLog } from '../store.ts';

const seconds = 1000;
/** "cached plan must not change result type": a migration changed what a kept statement answers. */
const planOutlived = '0A000';

export interface ServerOptions {
  readonly url: string;
  readonly log: StoreLog | undefined;
  readonly statementTimeoutMs: number;
  readonly poolSize: number;
  /** False behind a pooler that lends a session for one transaction only. */
  readonly keepPlans: boolean;
}

/** Sessions that plan a statement once for all values. */
const planningOnce = new WeakSet<pg.ClientBase>();

const isEnd = (sql: string): boolean => sql === 'commit' || sql === 'rollback';

class ServerSession implements Session {
  readonly #client: pg.PoolClient;
  readonly #names: KeptNames | undefined;
  #timeoutMs: number;
  /** A transaction that the server does not know of yet. */
  #beginning: string | undefined;
  /** From the first statement of a transaction to its last word; the server tells a moment later than it fails. */
  #inside = false;

  constructor(client: pg.PoolClient, timeoutMs: number, names: KeptNames | undefined) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
    this.#names = names;
  }

  begin(sql: string): Promise<void> {
    this.#beginning = sql;
    return Promise.resolve();
  }

  async query(sql: string, values: readonly unknown[] = [], { kept = false } = {}): Promise<Answer> {
    if (this.#beginning !== undefined) return this.#askFirst(this.#beginning, sql, values);
    if (isEnd(sql)) this.#inside = false;
    const name = kept ? this.#names?.nameOf(sql) : undefined;
    return name === undefined ? this.#ask(sql, values) : this.#askKept(name, sql, values);
  }

  /** The first statement of a transaction; nothing was asked when its end comes first. */
  async #askFirst(begin: string, text: string, values: readonly unknown[]): Promise<Answer> {
    this.#beginning = undefined;
    if (isEnd(text)) return { command: text.toUpperCase(), rowCount: null, rows: [] };
    await this.#plan(false);
    this.#inside = true;
    return lastAnswer(await beginWith(this.#client, begin, { text, values }));
  }

  async #ask(sql: string, values: readonly unknown[]): Promise<Answer> {
    if (!isEnd(sql)) await this.#plan(false);
    return lastAnswer(await this.#client.query(sql, [...values]));
  }

  async #askKept(name: string, text: string, values: readonly unknown[]): Promise<Answer> {
    await this.#plan(true);
    try {
      return lastAnswer(await this.#client.query({ name, text, values: [...values] }));
    } catch (error) {
      if (errorField(error, 'code') !== planOutlived) throw error;
      this.#names?.forget(text);
      // Inside a transaction nothing more can be asked; its caller tries again.
      if (this.#client.getTransactionStatus() !== 'I') throw error;
      return this.#ask(text, values);
    }
  }

  /**
   * Left to itself the server plans a kept statement anew whenever it hopes for a cheaper plan, and planning takes longer
   * than reading. Any other statement is planned for its own values. What a transaction changed would go with it, so a
   * session changes between transactions alone.
   */
  async #plan(once: boolean): Promise<void> {
    const inside = this.#inside || this.#client.getTransactionStatus() !== 'I';
    if (inside || planningOnce.has(this.#client) === once) return;
    await this.#client.query(`set plan_cache_mode to ${once ? 'force_generic_plan' : 'auto'}`);
    if (once) planningOnce.add(this.#client);
    else planningOnce.delete(this.#client);
  }

  async copyIn(
    into: CopyStatement,
    csv: AsyncIterable<Uint8Array | string>,
    signal?: AbortSignal,
  ): Promise<number> {
    await this.#set(0);
    const sink = this.#client.query(copyFrom(copySql(into, 'stdin')));
    try {
      await pipeline(Readable.from(csv, { objectMode: true }), sink, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
    await this.#set(this.#timeoutMs);
    return sink.rowCount;
  }

  async *copyOut(select: string): AsyncGenerator<Uint8Array> {
    await this.#set(0);
    yield* copiedOut(this.#client.query(copyTo(copyOutSql(select))));
    await this.#set(this.#timeoutMs);
  }

  async limit(timeoutMs: number): Promise<void> {
    this.#timeoutMs = timeoutMs;
    await this.#set(timeoutMs);
  }

  async #set(timeoutMs: number): Promise<void> {
    await this.query(`set local statement_timeout to ${timeoutMs}`);
  }

  /** A session left inside a transaction is closed: the server rolls it back. */
  release(discard: boolean): Promise<void> {
    this.#client.release(discard || this.#client.getTransactionStatus() !== 'I');
    return Promise.resolve();
  }
}

/** Several statements answer with several results. */
const lastAnswer = (result: pg.QueryResult | pg.QueryResult[]): Answer => {
  const last = Array.isArray(result) ? result.at(-1) : result;
  return last ?? { command: '', rowCount: 0, rows: [] };
};

/** After a failover a name may still lead to the old primary, now a standby: writing there must not be tried. */
async function greet(client: pg.ClientBase): Promise<void> {
  await client.query(sessionSettings);
  const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby');
  if (rows[0]?.standby !== false) throw unavailableProblem(new Error('the server is a standby'));
}

/** Sessions of a pool on a server. */
export function serverSessions(options: ServerOptions): SessionSource {
  const names = options.keepPlans ? new KeptNames() : undefined;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'yaojiang',
    max: options.poolSize,
    types: valueTypes as pg.CustomTypesConfig,
    statement_timeout: options.statementTimeoutMs,
    connectionTimeoutMillis: 10 * seconds,
    idleTimeoutMillis: 30 * seconds,
    idle_in_transaction_session_timeout: 600 * seconds,
    keepAlive: true,
    // Not `verify`: whoever gives up waiting while that runs is handed a session nobody gives back, and the end of the
    // pool waits for it for ever.
    onConnect: greet,
  });
  const lost = (error: Error): void =>
    options.log?.warn({ reason: error.message }, 'a database session was lost');
  pool.on('error', lost);
  // While a session is lent, its loss is told by the statement that meets it; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  return {
    async acquire() {
      return new ServerSession(await pool.connect(), options.statementTimeoutMs, names);
    },
    end: () => pool.end(),
  };
}

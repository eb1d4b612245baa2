import type { z } from 'zod';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db, Store, TransactionOptions } from './db/index.ts';
import type { EventKind } from './event.ts';
import type { Files } from './files/index.ts';
import type { JobKind } from './job.ts';
import type { Lake } from './lake/index.ts';
import type { Log } from './log.ts';
import type { CityModule } from './module.ts';
import type { Point } from './point.ts';
import type { LedgerEntry } from './ports.ts';
import type { Language } from './texts.ts';

/** Everything that lives as long as the platform does. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly files: Files;
  readonly lake: Lake;
  readonly modules: readonly CityModule[];
  contributions<T>(point: Point<T>): readonly T[];
  /** Starts a job; inside a transaction it starts only if that commits. Returns the job's id. `key` makes it once-only. */
  startJob<I extends z.ZodType>(
    db: Db,
    kind: JobKind<I>,
    input: z.input<I>,
    by: { readonly actor: Actor; readonly key?: string },
  ): Promise<string>;
  /** Tells the city that something happened, in the transaction in which it did. */
  emit<P extends z.ZodType>(
    db: Db,
    kind: EventKind<P>,
    happened: { readonly key: string; readonly payload: z.input<P>; readonly occurredAt?: string },
  ): Promise<void>;
}

/** Who asks, in which language, why: one of these for every request, job and event. */
export interface Context extends Services {
  readonly actor: Actor;
  readonly language: Language;
  readonly purpose: string | undefined;
  readonly requestId: string;
  /** Where a request came from; undefined for jobs, events and the command line. */
  readonly from?:
    | {
        readonly address: string;
        readonly agent: string;
        /** SHA-256 of the verified client certificate that it came with. */
        readonly certificate?: string | undefined;
      }
    | undefined;
  /** Ask here unless in a transaction. */
  readonly db: Db;
  transaction<T>(work: (tx: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** One entry in the ledger; `actor`, `at`, `request` and `purpose` are this context's. */
  ledger(
    db: Db,
    entry: Omit<LedgerEntry, 'actor' | 'at' | 'request' | 'purpose'> & { purpose?: string },
  ): Promise<void>;
}

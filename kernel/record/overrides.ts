import type { Context } from '../context.ts';
import type { Handler } from '../module.ts';
import type { Db } from '../db/index.ts';
import type { RecordOperations } from './operations.ts';

/** Values of one row on their way in, before they are written. */
export type Incoming = Readonly<Record<string, unknown>>;

/** Any part of a record that a module does its own way. What it leaves out stays the record's. */
export interface RecordOverrides {
  readonly handlers?: Partial<{ readonly [K in keyof RecordOperations]: Handler<RecordOperations[K]> }>;
  /** The module's own step of an import or form: mends or refuses (throws a Problem) one row before it is written. */
  readonly beforeWrite?: (incoming: Incoming, context: Context, db: Db) => Promise<Incoming>;
  /** Told of each written row in its transaction: to emit an event, say. */
  readonly afterWrite?: (written: { key: string; values: Incoming; source: string }, context: Context, db: Db) => Promise<void>;
}

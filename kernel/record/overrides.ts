import type { RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { Handler } from '../module.ts';
import type { Permission } from '../operation.ts';
import type { RecordOperations } from './operations.ts';

/** Values of one row on their way in, before they are written. */
export type Incoming = Readonly<Record<string, unknown>>;

/** Any part of a record that a module does its own way. What it leaves out stays the record's. */
export interface RecordOverrides {
  readonly handlers?: Partial<{ readonly [K in keyof RecordOperations]: Handler<RecordOperations[K]> }>;
  /**
   * The module's own step of an import or form: mends or refuses (throws a Problem) one row before it is checked and
   * written. A changed row comes whole, a row of an import or of `writeRows` with the fields that it gives.
   */
  readonly beforeWrite?: (incoming: Incoming, context: Context, db: Db) => Promise<Incoming>;
  /** Told of each row that was created or changed, in its transaction: to emit an event, say. */
  readonly afterWrite?: (
    written: { key: string; values: Incoming; source: string },
    context: Context,
    db: Db,
  ) => Promise<void>;
  /** Asked before a row is taken out of force, in that transaction: a Problem that it throws refuses it. */
  readonly beforeWithdraw?: (
    withdrawn: { readonly key: string; readonly reason: string },
    context: Context,
    db: Db,
  ) => Promise<void>;
  /**
   * The rows that an actor may see (or write) under a permission, as a condition on rows called `t`, instead of the
   * declared scope: for named relations such as "my signed patient". Undefined leaves it to the declared scope.
   */
  readonly rows?: (context: Context, permission: Permission) => RawBuilder<unknown> | undefined;
}

import type { CompiledQuery, RawBuilder } from 'kysely';
import type { Db } from './store.ts';

/** A query whose plan the session may keep, beside what Kysely knows of it. */
export interface KeptQuery<R = unknown> extends CompiledQuery<R> {
  readonly kept?: true;
}

/**
 * Asks with a plan that the database may keep for the next time: for a statement whose text comes again and again and
 * whose plan is good for every value, such as a page in the order of an index. Planning a page under policy takes
 * longer than reading it. Never for a pattern (`like $1`), whose plan depends on what is looked for. A store that keeps
 * none asks as ever.
 */
export async function askKept<R>(db: Db, statement: RawBuilder<R>): Promise<readonly R[]> {
  const query: KeptQuery<R> = { ...statement.compile(db), kept: true };
  return (await db.executeQuery<R>(query)).rows;
}

const mostKept = 300;

/** Names of the statements that sessions of one pool keep. There are few; what comes after them is asked unnamed. */
export class KeptNames {
  readonly #names = new Map<string, string>();
  #count = 0;

  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= mostKept) return known;
    const name = `kept_${(this.#count += 1)}`;
    this.#names.set(sql, name);
    return name;
  }

  /** What the statement answers has changed under a migration: it is kept anew, under another name. */
  forget(sql: string): void {
    this.#names.delete(sql);
  }
}

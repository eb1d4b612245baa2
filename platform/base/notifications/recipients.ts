import type { Db } from '#kernel/db';
import { findCitizenAccounts, findColleagues, findPostHolder } from '#platform/base/identity';

/** To whom: an account by the id under which it acts, a person of the register, a post, everybody of an organisation. */
export interface Recipient {
  readonly kind: 'account' | 'person' | 'post' | 'organisation';
  readonly id: string;
}

const one = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

type Finder = (db: Db, ids: readonly string[]) => Promise<readonly string[]>;

/** Posts and organisations are few. */
const each =
  (find: (db: Db, id: string) => Promise<readonly string[]>): Finder =>
  async (db, ids) => {
    const found: string[] = [];
    for (const id of ids) found.push(...(await find(db, id)));
    return found;
  };

const finders: Readonly<Record<Recipient['kind'], Finder>> = {
  account: async (_db, ids) => ids,
  // A whole circle of persons is told at once: by one question.
  person: findCitizenAccounts,
  post: each(async (db, id) => one(await findPostHolder(db, id))),
  organisation: each(async (db, id) => (await findColleagues(db, id)).map((colleague) => colleague.id)),
};

/** Ids of the accounts that are meant, each once. */
export async function accountsOf(db: Db, to: readonly Recipient[]): Promise<string[]> {
  const found = new Set<string>();
  for (const [kind, some] of Map.groupBy(to, (recipient) => recipient.kind))
    for (const account of await finders[kind](
      db,
      some.map(({ id }) => id),
    ))
      found.add(account);
  return [...found];
}

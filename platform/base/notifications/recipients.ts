import type { Db } from '#kernel/db';
import { findCitizenAccount, findColleagues, findPostHolder } from '#platform/base/identity';

/** To whom: an account by the id under which it acts, a person of the register, a post, everybody of an organisation. */
export interface Recipient {
  readonly kind: 'account' | 'person' | 'post' | 'organisation';
  readonly id: string;
}

const one = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

const finders: Readonly<Record<Recipient['kind'], (db: Db, id: string) => Promise<string[]>>> = {
  account: async (_db, id) => [id],
  person: async (db, id) => one(await findCitizenAccount(db, id)),
  post: async (db, id) => one(await findPostHolder(db, id)),
  organisation: async (db, id) => (await findColleagues(db, id)).map((each) => each.id),
};

/** Ids of the accounts that are meant, each once. */
export async function accountsOf(db: Db, to: readonly Recipient[]): Promise<string[]> {
  const found = new Set<string>();
  for (const { kind, id } of to) for (const account of await finders[kind](db, id)) found.add(account);
  return [...found];
}

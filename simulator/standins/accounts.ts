import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** The people of a stand-in, who know nothing of the platform's accounts. */
export interface StandInAccount {
  readonly name: string;
  readonly shown: string;
  readonly password: string;
}

const hash = (password: string, salt: string): string =>
  `${salt}$${scryptSync(password, salt, 32).toString('hex')}`;

const matches = (password: string, stored: string): boolean => {
  const [salt = ''] = stored.split('$');
  const given = Buffer.from(hash(password, salt));
  return given.length === stored.length && timingSafeEqual(given, Buffer.from(stored));
};

/** Its own table of accounts and its own sessions. */
export function accountsIn(db: DatabaseSync, people: readonly StandInAccount[]) {
  db.exec(`create table if not exists yhb (yhm text primary key, xm text not null, mm text not null);
    create table if not exists hhb (hh text primary key, yhm text not null, wb text)`);
  const insert = db.prepare('insert or ignore into yhb (yhm, xm, mm) values (?, ?, ?)');
  for (const { name, shown, password } of people)
    insert.run(name, shown, hash(password, randomBytes(8).toString('hex')));
  const find = db.prepare('select yhm, xm, mm from yhb where yhm = ?');
  const known = (name: string) => find.get(name) as { yhm: string; xm: string; mm: string } | undefined;
  return {
    known: (name: string): boolean => known(name) !== undefined,
    right: (name: string, password: string): boolean => {
      const account = known(name);
      return account !== undefined && matches(password, account.mm);
    },
    /** @param outside the platform's name of the visit */
    begin: (name: string, outside: string | null): string => {
      const session = randomBytes(16).toString('hex');
      db.prepare('insert into hhb (hh, yhm, wb) values (?, ?, ?)').run(session, name, outside);
      return session;
    },
    who: (session: string | undefined): string | undefined => {
      const row =
        session === undefined ? undefined : db.prepare('select yhm from hhb where hh = ?').get(session);
      return row ? String(row['yhm']) : undefined;
    },
    end: (outside: string): void => {
      db.prepare('delete from hhb where wb = ?').run(outside);
    },
  };
}

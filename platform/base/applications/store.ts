import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';

export interface SystemRow {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly owner: string;
  readonly purpose: string;
  readonly address: string | null;
  readonly healthPath: string | null;
  readonly signOn: 'openid' | 'ticket' | 'own';
  readonly audience: string;
  readonly state: string;
  readonly replacedBy: string | null;
  readonly contact: string | null;
  readonly inside: boolean;
  readonly application: string | null;
  readonly health: 'up' | 'shaky' | 'down' | null;
  readonly simulated: boolean;
}

const columns = sql`s.code, s.name_zh as "nameZh", s.name_en as "nameEn", s.owner, s.purpose, s.address,
  s.health_path as "healthPath", s.sign_on as "signOn", s.audience, s.state, s.replaced_by as "replacedBy",
  s.contact, s.inside, s.application, s.health, s.simulated`;

async function systems(db: Db, where: RawBuilder<unknown>): Promise<SystemRow[]> {
  const { rows } = await sql<SystemRow>`
    select ${columns} from applications.system s where s.withdrawn_at is null and ${where} order by s.code`.execute(
    db,
  );
  return rows;
}

export const findSystem = async (db: Db, code: string): Promise<SystemRow | undefined> =>
  (await systems(db, sql`s.code = ${code}`))[0];

export const findSystemOfApplication = async (db: Db, application: string): Promise<SystemRow | undefined> =>
  (await systems(db, sql`s.application = ${application}`))[0];

/** What stands in the menu: everything but what is planned or retired. */
export const findLiving = (db: Db): Promise<SystemRow[]> =>
  systems(db, sql`s.state not in ('planned', 'retired')`);

export const findTicketSystems = (db: Db): Promise<SystemRow[]> =>
  systems(db, sql`s.sign_on = 'ticket' and s.address is not null`);

/** Systems whose time has come to be looked at. */
export const findDue = (db: Db, now: string): Promise<SystemRow[]> =>
  systems(
    db,
    sql`s.address is not null and s.state not in ('planned', 'retired') and not exists (
      select from applications.watch w where w.system = s.code and w.next_at > ${now}::timestamptz)`,
  );

export interface AccessRow {
  readonly system: string;
  readonly account: string;
  readonly there: string;
}

export async function findAccesses(db: Db, account: string): Promise<AccessRow[]> {
  const { rows } = await sql<AccessRow>`
    select system, account, there from applications.access
    where account = ${account} and withdrawn_at is null`.execute(db);
  return rows;
}

export async function findThere(db: Db, system: string, account: string): Promise<string | undefined> {
  const { rows } = await sql<{ there: string }>`
    select there from applications.access
    where system = ${system} and account = ${account} and withdrawn_at is null`.execute(db);
  return rows[0]?.there;
}

/** Who is known under these names there: name of the account here by the name there. */
export async function findHolders(
  db: Db,
  system: string,
  there: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ account: string; there: string }>`
    select account, there from applications.access
    where system = ${system} and there = any(${[...there]}) and withdrawn_at is null`.execute(db);
  return new Map(rows.map((row) => [row.there, row.account]));
}

/** The account under which an actor signs in. */
export async function findAccountName(db: Db, actor: string): Promise<string | undefined> {
  const { rows } = await sql<{ account: string }>`
    select account from identity.account_v1 where id = ${actor}`.execute(db);
  return rows[0]?.account;
}

export async function accountIsThere(db: Db, account: string): Promise<boolean> {
  const { rows } = await sql`select from identity.account_v1 where account = ${account}`.execute(db);
  return rows.length > 0;
}

export async function findFavourites(db: Db, person: string): Promise<string[]> {
  const { rows } = await sql<{ entry: string }>`
    select entry from applications.favourite where person = ${person} order by entry`.execute(db);
  return rows.map(({ entry }) => entry);
}

/** The first hundred stay. */
export async function setFavourite(db: Db, person: string, entry: string, on: boolean): Promise<void> {
  await (
    on
      ? sql`insert into applications.favourite (person, entry) select ${person}, ${entry}
        where (select count(*) from applications.favourite where person = ${person}) < 100
        on conflict do nothing`
      : sql`delete from applications.favourite where person = ${person} and entry = ${entry}`
  ).execute(db);
}

export async function countAccesses(db: Db, system: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from applications.access where system = ${system} and withdrawn_at is null`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

import { sql } from 'kysely';
import { oneAtATime, type Db } from '#kernel/db';
import type { Role } from './contract.ts';
import { lockTime, type Failures } from './rules.ts';
import { tables } from './tables.ts';

export interface AccountRow {
  readonly account: string;
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly suspended: boolean;
  /** The last day on which it may be used: contractors'. */
  readonly expiresOn: string | null;
  readonly password: string | null;
  /** 实名等级 of a citizen; null is 1. */
  readonly level: 1 | 2 | 3 | null;
}

export interface PostRow {
  readonly code: string;
  readonly organisation: string | null;
  readonly division: string | null;
  readonly role: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly grants: readonly string[];
  /** 三员: system, security or audit administration. */
  readonly duty: string | null;
}

const accountColumns = [
  'a.account',
  'a.id',
  'a.name',
  'a.kind',
  'a.suspended',
  'a.expires_on as expiresOn',
  'c.password',
  's.level',
] as const;

/** An account that may be used, with what its password is compared with. */
export const findAccount = (db: Db, account: string): Promise<AccountRow | undefined> =>
  tables(db)
    .selectFrom('identity.account as a')
    .leftJoin('identity.credential as c', 'c.account', 'a.account')
    .leftJoin('identity.assurance as s', 's.account', 'a.account')
    .select(accountColumns)
    .where('a.account', '=', account)
    .where('a.withdrawn_at', 'is', null)
    .executeTakeFirst();

/** The same by the id under which the account acts. */
export const findAccountById = (db: Db, id: string): Promise<AccountRow | undefined> =>
  tables(db)
    .selectFrom('identity.account as a')
    .leftJoin('identity.credential as c', 'c.account', 'a.account')
    .leftJoin('identity.assurance as s', 's.account', 'a.account')
    .select(accountColumns)
    .where('a.id', '=', id)
    .where('a.withdrawn_at', 'is', null)
    .executeTakeFirst();

export async function getAccount(db: Db, account: string): Promise<AccountRow> {
  const row = await findAccount(db, account);
  if (!row) throw new Error(`account ${account} is gone`);
  return row;
}

/** The posts that an account holds, in the order of their codes. */
export const findPosts = (db: Db, account: string): Promise<PostRow[]> =>
  tables(db)
    .selectFrom('identity.post as p')
    .innerJoin('identity.role as r', 'r.code', 'p.role')
    .select([
      'p.code',
      'p.organisation',
      'p.division',
      'p.role',
      'r.title_zh as titleZh',
      'r.title_en as titleEn',
      'r.grants',
      'r.duty',
    ])
    .where('p.account', '=', account)
    .where('p.withdrawn_at', 'is', null)
    .orderBy('p.code')
    .execute();

/** Duties (三员) of the roles of an account, apart from one post. */
export async function findDuties(db: Db, account: string, besidesPost: string): Promise<(string | null)[]> {
  const rows = await tables(db)
    .selectFrom('identity.post as p')
    .innerJoin('identity.role as r', 'r.code', 'p.role')
    .select('r.duty')
    .where('p.account', '=', account)
    .where('p.code', '!=', besidesPost)
    .where('p.withdrawn_at', 'is', null)
    .execute();
  return rows.map(({ duty }) => duty);
}

export async function findRoles(db: Db): Promise<Role[]> {
  const rows = await tables(db).selectFrom('identity.role').selectAll().orderBy('code').execute();
  return rows.map(({ code, title_zh, title_en, duty, grants }) => ({
    code,
    title: { zh: title_zh, en: title_en },
    duty,
    grants,
  }));
}

/** Makes the roles what the city's file says; one that is gone grants nothing any more. */
export async function replaceRoles(tx: Db, roles: readonly Role[]): Promise<void> {
  await tables(tx).deleteFrom('identity.role').execute();
  if (roles.length === 0) return;
  const rows = roles.map(({ code, title, duty, grants }) => ({
    code,
    title_zh: title.zh,
    title_en: title.en,
    duty,
    grants,
  }));
  await tables(tx).insertInto('identity.role').values(rows).execute();
}

export async function setCredential(tx: Db, account: string, password: string, at: string): Promise<void> {
  await tables(tx)
    .insertInto('identity.credential')
    .values({ account, password, changed_at: at })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ password, changed_at: at }))
    .execute();
}

/** What is known of a typed name's failures. @param nameDigest SHA-256 of the name */
export async function findFailures(db: Db, nameDigest: string): Promise<Failures | undefined> {
  const row = await tables(db)
    .selectFrom('identity.failure')
    .selectAll()
    .where('name_digest', '=', nameDigest)
    .executeTakeFirst();
  return row && { failures: row.failures, lastAt: row.last_at, lockedUntil: row.locked_until };
}

/** Counts one failure with nobody counting at the same time; `next` decides what is known afterwards. */
export async function countFailure(
  tx: Db,
  nameDigest: string,
  next: (known: Failures | undefined) => Failures,
): Promise<Failures> {
  await oneAtATime(tx, `identity.failure ${nameDigest}`);
  const now = next(await findFailures(tx, nameDigest));
  const values = { failures: now.failures, last_at: now.lastAt, locked_until: now.lockedUntil };
  await tables(tx)
    .insertInto('identity.failure')
    .values({ name_digest: nameDigest, ...values })
    .onConflict((conflict) => conflict.column('name_digest').doUpdateSet(values))
    .execute();
  const forgotten = new Date(Date.parse(now.lastAt) - 2 * lockTime).toISOString();
  await tables(tx).deleteFrom('identity.failure').where('last_at', '<', forgotten).execute();
  return now;
}

export async function forgetFailures(tx: Db, nameDigest: string): Promise<void> {
  await tables(tx).deleteFrom('identity.failure').where('name_digest', '=', nameDigest).execute();
}

export interface CitizenRow {
  readonly numberDigest: string;
  readonly person: string | null;
}

/**
 * Whose data the account with this id opens, when it is a citizen's. A number that somebody only says of themselves
 * (level 1) opens nothing: here, and wherever an account is looked for by its person.
 */
export const findCitizenById = (db: Db, accountId: string): Promise<CitizenRow | undefined> =>
  tables(db)
    .selectFrom('identity.citizen as c')
    .innerJoin('identity.account as a', 'a.account', 'c.account')
    .innerJoin('identity.assurance as s', 's.account', 'c.account')
    .where('s.level', '>=', 2)
    .select(['c.number_digest as numberDigest', 'c.person'])
    .where('a.id', '=', accountId)
    .executeTakeFirst();

/** Accounts that may be used and the persons of the register to whom they are tied. */
export const findTiedAccounts = (db: Db): Promise<{ id: string; person: string; simulated: boolean }[]> =>
  tables(db)
    .selectFrom('identity.citizen as c')
    .innerJoin('identity.account as a', 'a.account', 'c.account')
    .innerJoin('identity.assurance as s', 's.account', 'c.account')
    .select(['a.id', 'c.person', 'a.simulated'])
    .where('s.level', '>=', 2)
    .where('c.person', 'is not', null)
    .where('a.withdrawn_at', 'is', null)
    .where('a.suspended', '=', false)
    .orderBy('a.id')
    .$narrowType<{ person: string }>()
    .execute();

/** Ids of the accounts that may be used and are tied to these persons. */
export async function findAccountsOfPersons(db: Db, persons: readonly string[]): Promise<string[]> {
  if (persons.length === 0) return [];
  const rows = await tables(db)
    .selectFrom('identity.citizen as c')
    .innerJoin('identity.account as a', 'a.account', 'c.account')
    .innerJoin('identity.assurance as s', 's.account', 'c.account')
    .select('a.id')
    .where('c.person', 'in', [...persons])
    .where('s.level', '>=', 2)
    .where('a.withdrawn_at', 'is', null)
    .where('a.suspended', '=', false)
    .execute();
  return rows.map(({ id }) => id);
}

/** Ties a citizen's account to a number; one that is withdrawn keeps it from nobody. */
export async function setCitizen(tx: Db, account: string, citizen: CitizenRow): Promise<void> {
  await sql`delete from identity.citizen c using identity.account a
    where a.account = c.account and a.withdrawn_at is not null
      and (c.number_digest = ${citizen.numberDigest} or c.person = ${citizen.person})`.execute(tx);
  const values = { number_digest: citizen.numberDigest, person: citizen.person };
  await tables(tx)
    .insertInto('identity.citizen')
    .values({ account, ...values })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
    .execute();
}

/** Ties a citizen's account to the key of the register's person with that number. @returns whether there is such an account */
export async function setPerson(tx: Db, numberDigest: string, person: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('identity.citizen')
    .set({ person })
    .where('number_digest', '=', numberDigest)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface Colleague {
  /** By which the account acts: an actor's id. */
  readonly id: string;
  readonly name: string;
}

/** Everybody who holds a post in an organisation, by name. */
export const findColleagues = (db: Db, organisation: string): Promise<Colleague[]> =>
  tables(db)
    .selectFrom('identity.account as a')
    .select(['a.id', 'a.name'])
    .distinct()
    .innerJoin('identity.post as p', 'p.account', 'a.account')
    .where('p.organisation', '=', organisation)
    .where('p.withdrawn_at', 'is', null)
    .where('a.withdrawn_at', 'is', null)
    .where('a.suspended', '=', false)
    .orderBy('a.name')
    .execute();

/** Names of accounts by the ids under which they act. */
export async function accountNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('identity.account')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Organisations in which somebody who may act holds a post with this permission. */
export async function officesHolding(db: Db, permission: string): Promise<string[]> {
  const { rows } = await sql<{ organisation: string }>`
    select distinct p.organisation from identity.post p
    join identity.role r on r.code = p.role
    join identity.account a on a.account = p.account
    where p.organisation is not null and p.withdrawn_at is null and a.withdrawn_at is null and not a.suspended
      and exists (select from unnest(r.grants) granted where split_part(granted, '@', 1) = ${permission})
    order by 1`.execute(db);
  return rows.map(({ organisation }) => organisation);
}

interface Writer {
  readonly id: string;
  readonly name: string;
  /** Writes in office or is a program; otherwise a citizen or an agent. */
  readonly inOffice: boolean;
}

/** Accounts and API clients by the ids under which they write. */
export async function findWriters(db: Db, ids: readonly string[]): Promise<readonly Writer[]> {
  const { rows } = await sql<Writer>`
    select id, name, kind in ('official', 'contractor') as "inOffice" from identity.account
      where id = any(${[...ids]}::text[])
    union all select id, name, true from identity.client where id = any(${[...ids]}::text[])`.execute(db);
  return rows;
}

import type { Context, Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { normaliseIdentifier } from '#engines/identifiers';
import { secretFile } from './secret-file.ts';
import { mandateOf, sessionOf } from './signed-in.ts';
import { findAccountsOfPersons, findCitizenById, setPerson } from './store.ts';
import { keyedDigest } from './token.ts';

/** The only form in which this module keeps an identity number: HMAC-SHA-256 under a key of this installation. */
export async function numberDigest(services: Pick<Services, 'config'>, idNumber: string): Promise<string> {
  return keyedDigest(await secretFile(services.config, 'identity-number.key'), normaliseIdentifier(idNumber));
}

/**
 * Whose data a citizen may read as their own (grants `…@own`): the key of the person in the register.
 * @param accountId the actor's id
 * @returns undefined for officials, clients and citizens whom the register does not know yet
 */
export async function findCitizenPerson(db: Db, accountId: string): Promise<string | undefined> {
  return (await findCitizenById(db, accountId))?.person ?? undefined;
}

/**
 * Ties the account of the citizen with this identity number, if there is one, to the person in the register.
 * @returns whether there is such an account
 */
export async function linkCitizen(
  context: Context,
  tx: Db,
  citizen: { readonly idNumber: string; readonly person: string },
): Promise<boolean> {
  return setPerson(tx, await numberDigest(context, citizen.idNumber), citizen.person);
}

/**
 * The keys under which data about the one in question stands in the ledger: the actor's account and their person in the
 * register; of somebody acting under a mandate, only the one they act for.
 */
export async function subjectsOf(context: Context): Promise<string[]> {
  const mandate = mandateOf(context.actor);
  if (mandate) return [mandate.subject.key];
  const account = sessionOf(context.actor)?.account;
  const person = await findCitizenPerson(context.db, context.actor.id);
  return [account, person].filter((key) => key !== undefined);
}

/** The actor's id of the citizen who is this person in the register; undefined for whoever has no account here. */
export const findCitizenAccount = async (db: Db, person: string): Promise<string | undefined> =>
  (await findAccountsOfPersons(db, [person]))[0];

/** The same of many persons, by one question. */
export const findCitizenAccounts = (db: Db, persons: readonly string[]): Promise<string[]> =>
  findAccountsOfPersons(db, persons);

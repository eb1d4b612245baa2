import { maskName } from '#engines/identifiers';
import { requireRealName } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { findCitizenPerson, mandateInForce } from '#platform/base/identity';
import { Company, personNow } from '#platform/data/registers';
import { findHousehold } from './household-store.ts';
import type { Asks } from './names.ts';
import { findLiving } from './person-store.ts';
import { texts } from './texts.ts';

/** Who answers: a company by its agent, a household by one of it, a person by themselves or by whoever acts for them. */
export interface Party {
  readonly kind: Asks;
  /** Id in its register. */
  readonly key: string;
}

/** For whom the actor answers now: the one that they act for, else themselves; nobody for whom the register does not know. */
export async function findParty(context: Context, db: Db): Promise<Party | undefined> {
  const subject = mandateInForce(context.actor)?.subject;
  if (subject && subject.kind !== 'person') return { kind: subject.kind, key: subject.key };
  const person = subject?.key ?? (await findCitizenPerson(db, context.actor.id));
  // An account, or a mandate, may still name an id that was merged into another.
  return person === undefined ? undefined : { kind: 'person', key: await personNow(db, person) };
}

/** @throws Problem 403 `reporting.no-mandate` */
export async function partyOf(context: Context, db: Db): Promise<Party> {
  const found = await findParty(context, db);
  if (found) return found;
  throw new Problem(403, 'reporting.no-mandate', texts.noMandate);
}

/** A child is spoken for by parents or guardians, and not by whoever else may act for it (《个人信息保护法》第三十一条). */
const byGuardian = (context: Context): boolean =>
  mandateInForce(context.actor)?.basis === 'relation:relations.guardian';

/** A company by its name; oneself by one's own, and somebody for whom one acts as in the list of choices. */
export async function nameOf(context: Context, db: Db, { kind, key }: Party): Promise<Text> {
  if (kind === 'company') {
    const name = (await readRow(context, db, Company, key))?.name ?? key;
    return { zh: name, en: name };
  }
  const mandate = mandateInForce(context.actor);
  if (kind === 'household') return fill(texts.household, { head: mandate?.subject.name ?? key });
  const registered = mandate?.subject.name;
  const acted = registered === undefined ? key : maskName(registered);
  const name = mandate ? acted : context.actor.name;
  return { zh: name, en: name };
}

/** Years of age from which a person's own word is enough to hand over personal data (《个人信息保护法》第三十一条). */
const ageOfConsent = 14;

/** Whole years lived on a day. @param day, birthDate `2026-11-30` */
export function ageOn(day: string, birthDate: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/**
 * What somebody answered, and what they are asked, is theirs to see: never on a mere say-so. What the register has on them is
 * on a sheet that was filled in by consent: it is shown to nobody who merely knows their name and number.
 * @throws Problem 403 `identity.real-name-needed`
 */
export function requireSeen(
  { actor }: Context,
  { kind }: Party,
  row?: { readonly registered: boolean },
): void {
  if (kind !== 'company') requireRealName(actor, row?.registered === true ? 3 : 2);
}

/**
 * Whether an answer may be taken of the party by who acts now.
 * @param level real-name level that its returns ask for
 * @throws Problem 409 `reporting.respondent-gone`, 403 `reporting.minor`, `identity.real-name-needed`
 */
export async function requireFit(
  context: Context,
  db: Db,
  { kind, key }: Party,
  level: 2 | 3,
): Promise<void> {
  if (kind === 'company') return;
  requireRealName(context.actor, level);
  if (kind === 'household') {
    if (await findHousehold(db, key)) return;
    throw new Problem(409, 'reporting.respondent-gone', texts.respondentGone);
  }
  const living = await findLiving(db, key);
  if (!living) throw new Problem(409, 'reporting.respondent-gone', texts.respondentGone);
  const young = living.birthDate !== null && ageOn(dayOf(context), living.birthDate) < ageOfConsent;
  if (young && !byGuardian(context)) throw new Problem(403, 'reporting.minor', texts.minor);
}

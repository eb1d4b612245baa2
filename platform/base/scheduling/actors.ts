import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { Db } from '#kernel/db';
import { agentsOf, findCitizenAccount, findCitizenPerson, mandateInForce } from '#platform/base/identity';

/** Whom a citizen books for: the one they act for; else their person in the register, or their account while the register does not know them. */
export async function subjectOf(context: Context): Promise<{ subject: string; name: string }> {
  const mandate = mandateInForce(context.actor);
  if (mandate) return { subject: mandate.subject.key, name: mandate.subject.name ?? mandate.subject.key };
  const person = await findCitizenPerson(context.db, context.actor.id);
  return { subject: person ?? context.actor.id, name: context.actor.name };
}

/** Keys under which the bookings of whom a citizen acts for may stand: also the account, from before the register knew them. */
export async function mySubjects(context: Context): Promise<readonly string[]> {
  const { subject } = await subjectOf(context);
  return mandateInForce(context.actor) ? [subject] : [...new Set([subject, context.actor.id])];
}

/**
 * Who is told of a booking: the one it is for, else whoever booked in their place as long as they act for them, or another
 * who does now. Who booked at a window is known by their person alone: whoever typed it in is not told.
 */
export async function accountFor(
  context: Context,
  db: Db,
  {
    subject,
    channel,
    recordedBy,
  }: { readonly subject: string; readonly channel: string; readonly recordedBy: string },
): Promise<string | null> {
  const known = await findCitizenAccount(db, subject);
  if (known !== undefined || channel !== 'app') return known ?? null;
  if (subject === recordedBy) return recordedBy;
  const agents = await agentsOf(context, db, subject);
  return agents.includes(recordedBy) ? recordedBy : (agents[0] ?? null);
}

/** The institution to which a permission is bound; undefined for the whole city, a code that fits nothing for none. */
export function scopeOrganisation(context: Context, permission: string): string | undefined {
  return scopeOf(context.actor, permission) === 'city' ? undefined : (context.actor.organisation ?? '-');
}

/** @throws Problem 403 `scheduling.other-organisation` */
export function requireOrganisation(context: Context, permission: string, organisation: string): void {
  const bound = scopeOrganisation(context, permission);
  if (bound !== undefined && bound !== organisation)
    throw new Problem(403, 'scheduling.other-organisation', {
      zh: '这属于另一个单位，您无权办理。',
      en: 'This belongs to another institution; you may not act on it.',
    });
}

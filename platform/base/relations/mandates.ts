import type { Context, Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Permission } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import { kindsOf } from './kinds.ts';
import { findHeld, findHoldersFor } from './store.ts';

/** Somebody in whose place an actor may do something: a child, a relative, a company. */
export interface Mandate {
  /** Id of the relation, for the ledger. */
  readonly relation: string;
  readonly kind: string;
  readonly title: Text;
  readonly subjectKind: string;
  /** Key of the subject in its register. */
  readonly subject: string;
  /** What may be done in the subject's place. */
  readonly permissions: readonly Permission[];
  readonly endsAt: string | null;
}

/**
 * For whom an actor may act now. Withdrawn or run out, a mandate is not among them from the next question on.
 * @param actorId id of the account, as actors bear it
 */
export const mandatesOf = (context: Context, actorId: string, db: Db = context.db): Promise<Mandate[]> =>
  standingMandates(context, actorId, db);

/** A mandate with the register that its subject is in. */
export type StandingMandate = Mandate & { readonly subjectRecord: string | undefined };

const mandating = (services: Pick<Services, 'contributions'>) =>
  kindsOf(services).filter(({ opens }) => (opens.permissions?.length ?? 0) > 0);

/** Whether a relation of this kind lets its holder act in the subject's place. */
export const isMandate = (services: Pick<Services, 'contributions'>, kind: string): boolean =>
  mandating(services).some(({ id }) => id === kind);

/** Actor ids of those who may act for a subject now, the longest first. */
export async function agentsFor(services: Services, db: Db, subjects: readonly string[]): Promise<string[]> {
  const kinds = mandating(services).map(({ id }) => id);
  const holders = await findHoldersFor(db, subjects, kinds, services.clock.now().toISOString());
  return holders.flatMap((holder) => (holder.startsWith('actor:') ? [holder.slice('actor:'.length)] : []));
}

/** The same where nobody in particular asks: while it is found out who does. */
export async function standingMandates(
  context: Services,
  actorId: string,
  db: Db,
): Promise<StandingMandate[]> {
  const kinds = mandating(context);
  const byId = new Map(kinds.map((kind) => [kind.id, kind]));
  const held = await findHeld(db, `actor:${actorId}`, [...byId.keys()], context.clock.now().toISOString());
  return held.flatMap(({ id, kind, subjectKind, subject, endsAt }) => {
    const known = byId.get(kind);
    if (!known) return [];
    const permissions = known.opens.permissions ?? [];
    const { title, subjectRecord } = known;
    return [{ relation: id, kind, title, subjectKind, subject, subjectRecord, permissions, endsAt }];
  });
}

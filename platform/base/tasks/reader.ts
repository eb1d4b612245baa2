import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { findCitizenAccount, mandateInForce, partiesOf, rolesHeld } from '#platform/base/identity';
import { actsForPoint, type StandIn } from './kinds.ts';
import { roleActedIn } from './stand-ins.ts';

/** Who looks at tasks: the actor, those for whom they stand in, the roles they hold where they now act. */
export interface Reader {
  readonly actor: Actor;
  /** Ids in whose hands any task is the reader's: the actor's own, and of those whom they replace altogether. */
  readonly people: readonly string[];
  /** Those for whom they stand in, in one organisation. */
  readonly standIns: readonly { readonly id: string; readonly owner: string }[];
  readonly roles: readonly string[];
  /** Keys of those for whom they act or may act, and of themselves: what waits in those names is theirs to see and do. */
  readonly parties: readonly string[];
}

/** Under a mandate the tasks are those of the one acted for, where that one has an account here, and no others. */
async function ownIds(context: Context, db: Db): Promise<string[]> {
  const mandate = mandateInForce(context.actor);
  if (!mandate) return [context.actor.id];
  const { kind, key } = mandate.subject;
  const account = kind === 'person' ? await findCitizenAccount(db, key) : undefined;
  return account === undefined ? [] : [account];
}

async function standInsOf(context: Context, db: Db): Promise<StandIn[]> {
  if (mandateInForce(context.actor)) return [];
  const found: StandIn[] = [];
  for (const actsFor of context.contributions(actsForPoint)) found.push(...(await actsFor(context, db)));
  return found;
}

const mayHoldMandates = new Set(['citizen', 'agent']);

/** Asked anew with each reading: with a mandate that ended goes the sight of what waits for its subject. */
async function partiesHere(context: Context, db: Db): Promise<string[]> {
  if (!mayHoldMandates.has(context.actor.kind)) return [];
  const { keys, others } = await partiesOf(context, 'tasks:own', db);
  return [...new Set([...keys, ...others])];
}

export async function readerOf(context: Context, db: Db): Promise<Reader> {
  const { actor } = context;
  const all = await standInsOf(context, db);
  const people = new Set(await ownIds(context, db));
  for (const { id, owner } of all) if (owner === undefined) people.add(id);
  // Two posts of one organisation, or a delegation renewed before its end, name the same tasks: they are read once.
  const standIns = new Map(
    all.flatMap(({ id, owner }) =>
      typeof owner === 'string' && !people.has(id) ? [[`${id} ${owner}`, { id, owner }] as const] : [],
    ),
  );
  const held = actor.organisation === undefined ? [] : await rolesHeld(db, actor.id, actor.organisation);
  const parties = await partiesHere(context, db);
  const roles = new Set([...held, ...(await roleActedIn(context, db))]);
  return { actor, people: [...people], standIns: [...standIns.values()], roles: [...roles], parties };
}

/** Whether a task in these hands is the reader's to do, for themselves or for one who is away. */
export const holds = (
  { people, standIns, parties }: Reader,
  {
    assignee,
    owner,
    onBehalfOf = null,
  }: { readonly assignee: string | null; readonly owner: string; readonly onBehalfOf?: string | null },
): boolean => {
  if (onBehalfOf !== null) return parties.includes(onBehalfOf);
  if (assignee === null) return false;
  return people.includes(assignee) || standIns.some((each) => each.id === assignee && each.owner === owner);
};

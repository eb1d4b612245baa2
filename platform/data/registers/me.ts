import type { Context } from '#kernel/context';
import { readRow } from '#kernel/record-server';
import { mandateInForce, personInQuestion, type RegisteredPerson } from '#platform/base/identity';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { divisionNames } from '#platform/base/organisations';
import type { Origin } from './contract.ts';
import { Person } from './records.ts';
import { personNow } from './regroup/alias-store.ts';
import * as store from './store.ts';
import { subjects, type Subject } from './subjects.ts';

interface Me {
  id: string;
  subject: Subject['name'];
  values: { attribute: string; value: string | null; name: Text | null; origin: Origin | null }[];
  rows: { dataset: string; at: string }[];
  simulated: boolean;
}

/** Whose record it is: the company that an agent acts for, else the person in question. */
async function inQuestion(context: Context): Promise<{ subject: Subject; id: string } | undefined> {
  const acted = mandateInForce(context.actor)?.subject;
  if (acted?.kind === 'company') return { subject: subjects.company, id: acted.key };
  const id = await personInQuestion(context);
  return id === undefined ? undefined : { subject: subjects.person, id: await personNow(context.db, id) };
}

/** Everything the city has on the one who asks, or for whom they act, value by value with its source; null when it has nothing. */
export async function readMe(context: Context): Promise<Me | null> {
  const asked = await inQuestion(context);
  if (!asked) return null;
  const { subject, id } = asked;
  const found = await readRow(context, context.db, subject.record, id);
  if (!found) return null;
  const row = found as Record<string, unknown> & { origins: Record<string, Origin>; meta: typeof found.meta };
  await context.ledger(context.db, {
    action: 'read',
    resource: `registers.${subject.name}`,
    basis: mandateInForce(context.actor)?.basis ?? 'registers:self',
    subjects: [id],
    purpose: context.purpose ?? '本人查询',
  });
  const valueOf = (attribute: string) => (row[attribute] as string | null | undefined) ?? null;
  const division = valueOf('division');
  const places = await divisionNames(context.db, division === null ? [] : [division]);
  const values = subject.attributes.map((attribute) => ({
    attribute,
    value: valueOf(attribute),
    name: attribute === 'division' && division !== null ? (places.get(division) ?? null) : null,
    origin: row.origins[attribute] ?? null,
  }));
  const rows = (await store.membersOf(context.db, id)).map(({ dataset, at }) => ({ dataset, at }));
  return { id, subject: subject.name, values, rows, simulated: row.meta.simulated };
}

/** For identity: who in the population base has this number, to be compared with what somebody says of themselves. */
export async function findRegisteredPerson(
  context: Context,
  db: Db,
  citizenId: string,
): Promise<RegisteredPerson | undefined> {
  const id = await store.findIdByIdentifier(db, subjects.person, citizenId);
  const row = id === undefined ? undefined : await readRow(context, db, Person, id);
  return row && { person: row.id, name: row.name };
}

/** The person's id under this citizen identity number, for linking an account to its person. */
export const findPersonId = (context: Context, citizenId: string): Promise<string | undefined> =>
  store.findIdByIdentifier(context.db, subjects.person, citizenId);

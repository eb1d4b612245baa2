import type { Context } from '#kernel/context';
import { readRow } from '#kernel/record-server';
import { findCitizenPerson } from '#platform/base/identity';
import type { Origin } from './contract.ts';
import { Person } from './records.ts';
import * as store from './store.ts';
import { subjects } from './subjects.ts';

interface Me {
  id: string;
  values: { attribute: string; value: string | null; origin: Origin | null }[];
  rows: { dataset: string; at: string }[];
  simulated: boolean;
}

/** Everything the city has on the citizen who asks, value by value with its source; null when it has nothing. */
export async function readMe(context: Context): Promise<Me | null> {
  const id = await findCitizenPerson(context.db, context.actor.id);
  const person = id ? await readRow(context, context.db, Person, id) : undefined;
  if (!person) return null;
  await context.ledger(context.db, {
    action: 'read',
    resource: 'registers.person',
    basis: 'registers:self',
    subjects: [person.id],
    purpose: context.purpose ?? '本人查询',
  });
  const values = subjects.person.attributes.map((attribute) => ({
    attribute,
    value: (person as unknown as Record<string, string | null>)[attribute] ?? null,
    origin: person.origins[attribute] ?? null,
  }));
  const rows = (await store.membersOf(context.db, person.id)).map(({ dataset, at }) => ({ dataset, at }));
  return { id: person.id, values, rows, simulated: person.meta.simulated };
}

/** The person's id under this citizen identity number, for linking an account to its person. */
export const findPersonId = (context: Context, citizenId: string): Promise<string | undefined> =>
  store.findIdByIdentifier(context.db, subjects.person, citizenId);

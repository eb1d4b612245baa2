import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { definePoint } from '#kernel/point';

export interface RegisteredPerson {
  /** Key in the register. */
  readonly person: string;
  readonly name: string;
}

/** Who knows by number who lives here: the population base contributes it. */
export const registeredPersonPoint = definePoint<
  (context: Context, db: Db, idNumber: string) => Promise<RegisteredPerson | undefined>
>('identity.registered-person');

export async function findRegistered(
  context: Context,
  db: Db,
  idNumber: string,
): Promise<RegisteredPerson | undefined> {
  for (const find of context.contributions(registeredPersonPoint)) {
    const found = await find(context, db, idNumber);
    if (found) return found;
  }
  return undefined;
}

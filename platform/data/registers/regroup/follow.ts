import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { linkCitizen } from '#platform/base/identity';
import { readRow } from '#kernel/record-server';
import { Person } from '../records.ts';
import { sidesOf } from './sides-store.ts';

/** The account of whoever has one of a person's numbers is that person's. */
export async function followPeople(context: Context, tx: Db, person: string): Promise<void> {
  const sides = await sidesOf(tx, [person]);
  const own = (await readRow(context, tx, Person, person))?.citizenId;
  const numbers = new Set([own, ...sides.map(({ number }) => number)]);
  for (const idNumber of numbers) if (idNumber) await linkCitizen(context, tx, { idNumber, person });
}

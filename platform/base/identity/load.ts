import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { rolesFile } from './city.ts';
import { replaceRoles } from './store.ts';

/** Makes the roles what the city's file says. */
export async function loadRoles(city: ReadCity, context: Context): Promise<void> {
  const { roles } = city.get(rolesFile);
  await context.transaction(async (tx) => {
    await replaceRoles(
      tx,
      roles.map(({ code, title, duty, grants }) => ({ code, title, duty: duty ?? null, grants })),
    );
    await context.ledger(tx, {
      action: 'administer',
      resource: 'identity.role',
      subjects: [],
      detail: { done: 'loaded', roles: roles.map(({ code }) => code) },
    });
  });
}

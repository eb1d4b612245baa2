import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import type { CityModule } from '#kernel/module';
import { rolesFile } from './city.ts';
import { replaceRoles } from './store.ts';

/**
 * Permissions that roles grant and no module of this city asks for: a slip of the pen, or a module that is not here.
 * @returns each once, in order
 */
export function undeclaredPermissions(
  roles: readonly { readonly grants: readonly string[] }[],
  modules: readonly CityModule[],
): string[] {
  const declared = new Set(modules.flatMap((module) => Object.keys(module.permissions ?? {})));
  const granted = roles.flatMap(({ grants }) => grants.map((grant) => grant.split('@')[0] ?? ''));
  return [...new Set(granted)].filter((permission) => !declared.has(permission)).toSorted();
}

/** Makes the roles what the city's file says. */
export async function loadRoles(city: ReadCity, context: Context): Promise<void> {
  const { roles } = city.get(rolesFile);
  const undeclared = undeclaredPermissions(roles, context.modules);
  if (undeclared.length > 0)
    context.log.warn({ undeclared }, 'roles grant permissions that no module here asks for');
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

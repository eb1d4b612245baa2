import type { CityModule } from './module.ts';
import { revealRights } from './record/define.ts';

/**
 * Modules in an order in which each comes after all that it depends on.
 * @throws Error naming the module when an id appears twice, a dependency is missing or there is a circle
 */
export function orderModules(modules: readonly CityModule[]): readonly CityModule[] {
  const byId = new Map(modules.map((module) => [module.id, module]));
  if (byId.size !== modules.length)
    throw new Error(`module ids are not unique: ${duplicates(modules).join(', ')}`);
  const ordered: CityModule[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (module: CityModule, path: readonly string[]): void => {
    if (state.get(module.id) === 'done') return;
    if (state.get(module.id) === 'open')
      throw new Error(`modules depend in a circle: ${[...path, module.id].join(' → ')}`);
    state.set(module.id, 'open');
    for (const id of module.dependsOn) {
      const needed = byId.get(id);
      if (!needed) throw new Error(`module ${module.id} needs ${id}, which is not in apps/server/modules.ts`);
      visit(needed, [...path, module.id]);
    }
    state.set(module.id, 'done');
    ordered.push(module);
  };
  for (const module of modules) visit(module, []);
  return ordered;
}

const duplicates = (modules: readonly CityModule[]): string[] =>
  modules.map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index);

/** @throws Error naming the operation when it asks for a permission that no module declares */
export function assertPermissions(modules: readonly CityModule[]): void {
  const declared = new Set(modules.flatMap((module) => Object.keys(module.permissions ?? {})));
  for (const module of modules) {
    const asked = [
      ...Object.entries(module.mounted?.operations ?? {}).map(([name, op]) => [name, op.permission] as const),
      ...(module.records ?? []).flatMap(({ record }) =>
        [record.rights.read, record.rights.write, ...revealRights(record.rights)]
          .filter((right) => right !== undefined)
          .map((right) => [record.name, right] as const),
      ),
    ];
    for (const [name, permission] of asked)
      if (permission !== 'public' && !declared.has(permission))
        throw new Error(`${module.id}.${name} asks for ${permission}, which no module declares`);
  }
}

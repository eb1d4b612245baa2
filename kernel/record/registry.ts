import type { CityModule, RecordMount } from '../module.ts';
import type { RecordOf } from './define.ts';
import type { RecordOverrides } from './overrides.ts';

export type RecordRegistry = ReadonlyMap<string, RecordMount>;

const registries = new WeakMap<readonly CityModule[], RecordRegistry>();

/**
 * Every mounted record of the city by its id.
 * @throws Error when two modules mount records of one id
 */
export function recordRegistry(modules: readonly CityModule[]): RecordRegistry {
  const known = registries.get(modules);
  if (known) return known;
  const made = new Map<string, RecordMount>();
  for (const each of modules.flatMap((module) => module.records ?? [])) {
    if (made.has(each.record.id)) throw new Error(`record ${each.record.id} is mounted twice`);
    made.set(each.record.id, each);
  }
  registries.set(modules, made);
  return made;
}

/** What the module that mounts the record does its own way; nothing for a record that is not mounted. */
export const overridesOf = (modules: readonly CityModule[], record: RecordOf): RecordOverrides =>
  recordRegistry(modules).get(record.id)?.overrides ?? {};

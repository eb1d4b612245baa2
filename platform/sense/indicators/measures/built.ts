import type { Context } from '#kernel/context';
import { dependentsOf, fingerprintOf, isRunnable, listMeasures } from './measures.ts';
import * as store from './store.ts';
import { everything, touch } from './touches-store.ts';

/**
 * Marks what was built by another definition, or never, to be reckoned from the first row on, and what is made of it to be
 * reckoned anew: its own releases stay, and what they become is a revision.
 * @returns codes
 */
export async function markUnbuilt(context: Context): Promise<string[]> {
  const measures = await listMeasures(context, context.db);
  const built = new Map((await store.listBuilt(context.db)).map((each) => [each.measure, each.fingerprint]));
  const stale = measures.filter(
    (each) => isRunnable(context, each) && built.get(each.code) !== fingerprintOf(each),
  );
  const known = new Set(measures.map(({ code }) => code));
  const gone = [...built.keys()].filter((code) => !known.has(code));
  const other = [...stale.map(({ code }) => code), ...gone];
  if (other.length === 0) return [];
  const marked = [...stale, ...dependentsOf(other, measures)].map(({ code }) => code);
  await context.transaction(async (tx) => {
    await store.forget(tx, other);
    for (const code of marked) await touch(tx, code, [everything], 'definition');
  });
  return marked;
}

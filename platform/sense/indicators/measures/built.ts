import type { Context } from '#kernel/context';
import { fingerprintOf, isRunnable, listMeasures } from './measures.ts';
import * as store from './store.ts';
import { everything, touch } from './touches-store.ts';

/**
 * Marks what was built by another definition, or never, to be reckoned from the first row on; what was made of it with it.
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
  if (stale.length + gone.length === 0) return [];
  await context.transaction(async (tx) => {
    await store.forget(tx, [...stale.map(({ code }) => code), ...gone]);
    for (const { code } of stale) await touch(tx, code, [everything], 'definition');
  });
  return stale.map(({ code }) => code);
}

import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { checklistsFile } from './city.ts';
import { putChecklist } from './plan-store.ts';

/** A checklist that says something else than its last version becomes the next one. */
export const load = (city: ReadCity, context: Context): Promise<void> =>
  context.transaction(async (tx) => {
    for (const each of city.get(checklistsFile))
      await putChecklist(tx, each, context.clock.now().toISOString());
  });

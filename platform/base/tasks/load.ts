import { system } from '#kernel/actor';
import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { calendarFile, tasksFile } from './city.ts';
import { reckonTasks } from './reckon-tasks.ts';
import { putSetting } from './side-store.ts';

/** Keeps what the city's files say; clocks that run are reckoned anew, for a closed day moves their dates. */
export const load = (city: ReadCity, context: Context): Promise<void> =>
  context.transaction(async (tx) => {
    await putSetting(tx, 'calendar', city.get(calendarFile));
    await putSetting(tx, 'rules', city.get(tasksFile));
    await context.startJob(tx, reckonTasks, { all: true }, { actor: system });
  });

import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Answer } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import type { operations } from './contract.ts';
import { findKind } from './kinds.ts';
import { countTasks, type Period, type StatisticsRow } from './statistics-store.ts';

/** How a key is called; in a simulated city no real institution gets an invented result. */
function titleOf(row: StatisticsRow, at: number, named: Text | undefined): Text {
  if (row.simulated && named) return { zh: `演示单位 ${at + 1}`, en: `Demonstration office ${at + 1}` };
  return named ?? { zh: row.key, en: row.key };
}

/** Tasks of a period by organisation or kind. Without the scope of the city only those of the reader's organisation. */
export async function statisticsOf(
  context: Context,
  asked: Omit<Period, 'now' | 'owner'>,
): Promise<Answer<typeof operations.statistics>> {
  const all = scopeOf(context.actor, 'tasks:statistics') === 'city';
  const rows = await countTasks(context.db, {
    ...asked,
    owner: all ? undefined : (context.actor.organisation ?? ''),
    now: context.clock.now().toISOString(),
  });
  const owners = asked.by === 'organisation' ? rows.map(({ key }) => key) : [];
  const names = await organisationNames(context.db, owners);
  return {
    items: rows.map(({ medianMinutes, ...row }, at) => ({
      ...row,
      title:
        asked.by === 'organisation'
          ? titleOf({ ...row, medianMinutes }, at, names.get(row.key))
          : (findKind(context, row.key)?.title ?? { zh: row.key, en: row.key }),
      medianHours: medianMinutes === null ? null : Math.round(medianMinutes / 6) / 10,
    })),
  };
}

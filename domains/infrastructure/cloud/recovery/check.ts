import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import { closeTask, openTask } from '#platform/base/tasks';
import { tenantOf } from '../estate/use.ts';
import { texts } from '../texts.ts';
import { judge } from './rules.ts';
import type { SystemRecovery } from './shapes.ts';
import { findSystems, type SystemStand } from './store.ts';

/** More systems than a city has. */
const most = 5000;

const judged = (context: Context, stand: SystemStand) =>
  judge(stand, context.clock.now(), context.config.DRILL_WITHIN_DAYS);

/** Each system with its targets and what was really done; the worst first. */
export async function recoveryOf(context: Context): Promise<SystemRecovery[]> {
  const owner = tenantOf(context, 'cloud:assets');
  const stands = await findSystems(context.db, context.clock.now(), { owner, limit: most });
  const names = await organisationNames(
    context.db,
    stands.map((each) => each.owner),
  );
  const rank = ({ point, time }: SystemRecovery) => {
    if (point === 'missed' || time === 'missed') return 0;
    return point === 'none' || time === 'none' ? 1 : 2;
  };
  return stands
    .map((stand) => ({ ...stand, ...judged(context, stand), ownerName: names.get(stand.owner) ?? null }))
    .toSorted((left, right) => rank(left) - rank(right) || (left.code < right.code ? -1 : 1));
}

/** Opens a task for each system whose targets are missed, to its owner, and closes it when they are met again. */
export async function settleRecovery(context: Context, tx: Db): Promise<void> {
  for (const stand of await findSystems(tx, context.clock.now(), { limit: most })) {
    const { point, time } = judged(context, stand);
    const source = { module: 'cloud', record: 'recovery', key: stand.code };
    if (point !== 'missed' && time !== 'missed') {
      await closeTask(context, tx, source, { outcome: texts.targetsMet });
      continue;
    }
    await openTask(context, tx, {
      kind: 'cloud.recovery',
      title: fill(point === 'missed' ? texts.pointMissed : texts.timeMissed, { name: stand.name }),
      owner: stand.owner,
      source,
      link: '/cloud/recovery',
      simulated: stand.simulated,
    });
  }
}

import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { officesHolding } from '#platform/base/identity';
import { closeTask, openTask } from '#platform/base/tasks';
import { due, type Standing } from './rules.ts';
import { settleRecovery } from './recovery/check.ts';
import { findLastEqual, findLastGood } from './store.ts';
import { texts } from './texts.ts';

export async function standingOf(context: Context, db: Db): Promise<Standing> {
  const [backup, drill] = [await findLastGood(db), await findLastEqual(db)];
  return {
    now: context.clock.now(),
    lastBackup: backup?.point,
    lastDrill: drill?.finishedAt,
    drillWithinDays: context.config.DRILL_WITHIN_DAYS,
  };
}

interface Waiting {
  readonly what: 'backup' | 'drill';
  readonly waits: boolean;
  readonly title: Text;
}

async function settle(context: Context, tx: Db, { what, waits, title }: Waiting): Promise<void> {
  const source = { module: 'cloud', record: what, key: 'overdue' };
  if (!waits) {
    await closeTask(context, tx, source, { outcome: texts.caughtUp });
    return;
  }
  const [owner] = await officesHolding(tx, 'cloud:manage');
  if (owner === undefined) return;
  await openTask(context, tx, { kind: `cloud.${what}`, title, owner, source, link: `/cloud/${what}s` });
}

/**
 * Opens a task where no backup or no drill succeeded in time, and for each system whose recovery targets are missed; closes
 * it when they are met.
 */
export async function settleTasks(context: Context, tx: Db): Promise<void> {
  const waits = due(await standingOf(context, tx));
  await settle(context, tx, { what: 'backup', waits: waits.backup, title: texts.backupOverdue });
  await settle(context, tx, { what: 'drill', waits: waits.drill, title: texts.drillOverdue });
  await settleRecovery(context, tx);
}

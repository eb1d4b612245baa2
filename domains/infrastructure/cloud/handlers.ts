import { stat } from 'node:fs/promises';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { listBackups, repositoryAt } from './backup/repository.ts';
import { recoveryKeyPath } from './backup/secret.ts';
import type { operations } from './contract.ts';
import { estateHandlers } from './estate/handlers.ts';
import { backupJob, drillJob } from './jobs.ts';
import { backupFolder } from './run.ts';
import { findLastEqual, findLastGood } from './store.ts';

const diskOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ dev }) => dev,
    () => undefined,
  );

async function onSameDisk({ config }: Context): Promise<boolean> {
  const folder = backupFolder(config);
  if (folder.startsWith(`${config.dataFolder}/`)) return true;
  const [data, backups] = [await diskOf(config.dataFolder), await diskOf(folder)];
  return data !== undefined && data === backups;
}

export const handlers: Handlers<typeof operations> = {
  ...estateHandlers,

  async state(_input, context) {
    const { config } = context;
    const ownKey = config.BACKUP_PASSPHRASE === undefined;
    return {
      folder: backupFolder(config),
      sameDisk: await onSameDisk(context),
      sealedUnder: ownKey ? 'recovery-key' : 'passphrase',
      recoveryKey: ownKey ? recoveryKeyPath(config) : null,
      keepDays: config.BACKUP_KEEP_DAYS,
      drillWithinDays: config.DRILL_WITHIN_DAYS,
      lastBackup: (await findLastGood(context.db)) ?? null,
      lastDrill: (await findLastEqual(context.db)) ?? null,
    };
  },

  async backUp(_input, context) {
    return { job: await context.startJob(context.db, backupJob, {}, { actor: context.actor }) };
  },

  async drill({ body: { backup } }, context) {
    const known = await listBackups(repositoryAt(backupFolder(context.config)));
    const wanted = backup ?? known.at(-1);
    if (wanted === undefined || !known.includes(wanted))
      throw notFound({ zh: '备份', en: 'backup' }, backup ?? '—');
    const input = { backup: wanted };
    return { job: await context.startJob(context.db, drillJob, input, { actor: context.actor }) };
  },
};

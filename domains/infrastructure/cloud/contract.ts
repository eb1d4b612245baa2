import { z } from 'zod';
import { operation } from '#kernel/operation';
import { estateOperations } from './estate/contract.ts';

export type * from './estate/shapes.ts';
export type { SystemRecovery } from './recovery/shapes.ts';

const Started = z.object({ job: z.string() });

export const State = z.object({
  folder: z.string(),
  sameDisk: z.boolean().describe('the backups lie on the disk that they are to outlive'),
  sealedUnder: z.enum(['passphrase', 'recovery-key']),
  recoveryKey: z
    .string()
    .nullable()
    .describe('where the recovery key lies, to be written down and kept elsewhere'),
  keepDays: z.number().int(),
  drillWithinDays: z.number().int(),
  lastBackup: z.object({ id: z.string(), point: z.string() }).nullable(),
  lastDrill: z
    .object({ id: z.string(), backup: z.string(), finishedAt: z.string() })
    .nullable()
    .describe('the last that found all equal'),
});
export type State = z.infer<typeof State>;

export const operations = {
  ...estateOperations,
  state: operation({
    method: 'GET',
    path: '/state',
    summary: { zh: '备份与演练的设置和现状', en: 'How backups and drills are set and stand' },
    permission: 'cloud:read',
    result: State,
  }),
  backUp: operation({
    method: 'POST',
    path: '/backups/now',
    summary: { zh: '立即备份', en: 'Make a backup now' },
    permission: 'cloud:manage',
    result: Started,
  }),
  drill: operation({
    method: 'POST',
    path: '/drills/now',
    summary: { zh: '立即演练恢复', en: 'Restore a backup beside and compare, now' },
    permission: 'cloud:manage',
    body: z.object({ backup: z.string().max(40).optional().describe('the newest when absent') }),
    result: Started,
  }),
};

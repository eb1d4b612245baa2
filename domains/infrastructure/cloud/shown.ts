import type { EvidenceSource } from '#kernel/evidence';
import { due } from './rules.ts';
import { standingOf } from './watch.ts';

const never = { zh: '从未', en: 'never' };

/** That there is a backup, and that it has been brought back. */
export const cloudEvidence: readonly EvidenceSource[] = [
  {
    key: 'cloud.backup',
    title: { zh: '备份', en: 'Backup' },
    clauses: ['8.1.4.9', '8.1.10.11'],
    how: { zh: '“备份”页', en: 'The page of backups' },
    gather: async (context) => {
      const standing = await standingOf(context, context.db);
      const { zh, en } = standing.lastBackup ? { zh: standing.lastBackup, en: standing.lastBackup } : never;
      return {
        result: due(standing).backup ? 'fail' : 'pass',
        found: { zh: `最近一次：${zh}`, en: `the last: ${en}` },
      };
    },
  },
  {
    key: 'cloud.drill',
    title: { zh: '恢复演练', en: 'Restore drill' },
    clauses: ['8.1.4.9', '8.1.10.11', '8.1.10.13'],
    how: { zh: '“恢复演练”页的报告', en: 'The reports on the page of drills' },
    gather: async (context) => {
      const standing = await standingOf(context, context.db);
      const { zh, en } = standing.lastDrill ? { zh: standing.lastDrill, en: standing.lastDrill } : never;
      return {
        result: due(standing).drill ? 'fail' : 'pass',
        found: { zh: `最近一次全部一致：${zh}`, en: `the last that came back equal: ${en}` },
      };
    },
  },
];

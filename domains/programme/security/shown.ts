import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { EvidenceSource } from '#kernel/evidence';
import { countMasks, readLicences } from './evidence-rules.ts';

const Lock = z.object({
  packages: z.record(z.string(), z.object({ license: z.string().optional(), dev: z.boolean().optional() })),
});
const lockFile = join(import.meta.dirname, '../../../package-lock.json');
const judged = (ok: boolean) => (ok ? 'pass' : 'fail');

const licences: EvidenceSource = {
  key: 'security.licences',
  title: { zh: '所用软件的许可', en: 'Licences of the software in use' },
  clauses: ['8.1.10.5'],
  how: {
    zh: '查看 package-lock.json 中每个包的 license',
    en: 'Each package and its licence in package-lock.json',
  },
  gather: async () => {
    const { count, doubtful } = readLicences(Lock.parse(JSON.parse(await readFile(lockFile, 'utf8'))));
    const some = doubtful.slice(0, 5).join(', ');
    return {
      // Whether a licence that is not on the list will do is for a person to say.
      result: doubtful.length === 0 ? 'pass' : 'manual',
      found: {
        zh: `运行中的 ${count} 个包，${doubtful.length} 个须人工核对${some && `：${some}`}`,
        en: `${count} packages run, ${doubtful.length} for a person to judge${some && `: ${some}`}`,
      },
    };
  },
};

const masks: EvidenceSource = {
  key: 'security.masks',
  title: { zh: '个人信息字段的脱敏', en: 'Masks of personal fields' },
  clauses: ['8.1.4.8', '8.1.4.11'],
  how: { zh: '以没有“查看原文”权限的账户打开列表', en: 'Open a list without the right to see it unmasked' },
  gather: async ({ modules }) => {
    const records = modules.flatMap((module) => (module.records ?? []).map(({ record }) => record));
    const { personal, sensitive, hidden, open } = countMasks(records);
    return {
      result: judged(personal + sensitive > 0 && open === 0),
      found: {
        zh: `${records.length} 个登记册中个人字段 ${personal} 个、敏感字段 ${sensitive} 个，未脱敏 ${open} 个，${hidden} 个整项隐藏`,
        en: `${records.length} records hold ${personal} personal and ${sensitive} sensitive fields, ${open} of them without a mask, ${hidden} hidden whole`,
      },
    };
  },
};

/** 网络安全法 art. 21 (3): logs at least six months. */
const leastDays = 180;

const retention: EvidenceSource = {
  key: 'security.retention',
  title: { zh: '日志与数据留存期限', en: 'How long logs and data stay' },
  clauses: ['8.1.4.3', '8.1.4.10'],
  how: { zh: 'yj config', en: 'yj config' },
  gather: async ({ config }) => {
    const { KEEP_RISKS_DAYS, KEEP_EVENTS_DAYS, KEEP_JOBS_DAYS, BACKUP_KEEP_DAYS } = config;
    return {
      result: judged(KEEP_RISKS_DAYS >= leastDays),
      found: {
        zh: `账户风险 ${KEEP_RISKS_DAYS} 天，事件 ${KEEP_EVENTS_DAYS} 天，作业 ${KEEP_JOBS_DAYS} 天，备份 ${BACKUP_KEEP_DAYS} 天；审计账本不删`,
        en: `risks ${KEEP_RISKS_DAYS} days, events ${KEEP_EVENTS_DAYS}, jobs ${KEEP_JOBS_DAYS}, backups ${BACKUP_KEEP_DAYS}; the ledger is never cut`,
      },
    };
  },
};

/** What the platform can show of itself as a whole. */
export const ownEvidence: readonly EvidenceSource[] = [licences, masks, retention];

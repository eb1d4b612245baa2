import { z } from 'zod';
import { defineRecord, field, undivided } from '#kernel/record';
import { Text } from '#kernel/texts';

export { Asset, Quota, RecoveryProof, System } from './estate/records.ts';

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative();
const instant = z.iso.datetime();

/** One thing that a drill looked at. */
export const Check = z.object({
  name: z.enum(['restored', 'tables', 'files', 'ledger', 'answers', 'page']),
  ok: z.boolean(),
  skipped: z.boolean().optional().describe('there was nothing to compare; it speaks neither for nor against'),
  seconds: z.number(),
  detail: Text,
});
export type Check = z.infer<typeof Check>;

export const Backup = defineRecord({
  module: 'cloud',
  name: 'backup',
  plural: 'backups',
  table: 'cloud.backup',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '备份', en: 'Backup' },
  fields: {
    id: field(z.string().max(40), { zh: '编号', en: 'Id' }, { sensitivity: 'internal' }),
    point: field(instant.optional(), { zh: '时点', en: 'Point' }, { sensitivity: 'internal' }),
    startedAt: field(instant, { zh: '开始', en: 'Started' }, { sensitivity: 'internal', detailOnly: true }),
    finishedAt: field(instant, { zh: '结束', en: 'Ended' }, { sensitivity: 'internal', detailOnly: true }),
    seconds: field(seconds, { zh: '用时（秒）', en: 'Seconds' }, { sensitivity: 'internal' }),
    result: field(
      z.enum(['good', 'failed', 'cancelled', 'removed']),
      { zh: '结果', en: 'Result' },
      { sensitivity: 'internal' },
    ),
    trouble: field(
      z.string().optional(),
      { zh: '原因', en: 'Trouble' },
      { sensitivity: 'internal', detailOnly: true },
    ),
    folder: field(z.string(), { zh: '目录', en: 'Folder' }, { sensitivity: 'internal', detailOnly: true }),
    by: field(z.string(), { zh: '发起者', en: 'Started by' }, { sensitivity: 'internal' }),
    store: field(
      z.enum(['embedded', 'server']),
      { zh: '数据库', en: 'Store' },
      { sensitivity: 'internal', detailOnly: true },
    ),
    tableCount: field(count, { zh: '表数', en: 'Tables' }, { sensitivity: 'internal', detailOnly: true }),
    rowCount: field(count, { zh: '行数', en: 'Rows' }, { sensitivity: 'internal' }),
    fileCount: field(count, { zh: '文件数', en: 'Files' }, { sensitivity: 'internal' }),
    bytes: field(count, { zh: '字节', en: 'Bytes' }, { sensitivity: 'internal' }),
    newBytes: field(
      count,
      { zh: '新增字节', en: 'New bytes' },
      { sensitivity: 'internal', detailOnly: true },
    ),
    ledgerSize: field(
      count,
      { zh: '账本条目', en: 'Ledger entries' },
      { sensitivity: 'internal', detailOnly: true },
    ),
    ledgerRoot: field(
      z.string().optional(),
      { zh: '账本根', en: 'Ledger root' },
      { sensitivity: 'internal', detailOnly: true },
    ),
  },
  list: { filters: ['result'], orders: ['startedAt'], search: ['id'] },
  rights: { read: 'cloud:read', scope: undivided },
  import: false,
});

export const Drill = defineRecord({
  module: 'cloud',
  name: 'drill',
  plural: 'drills',
  table: 'cloud.drill',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '恢复演练', en: 'Restore drill' },
  fields: {
    id: field(z.string().max(40), { zh: '编号', en: 'Id' }, { sensitivity: 'internal' }),
    backup: field(z.string(), { zh: '备份', en: 'Backup' }, { sensitivity: 'internal' }),
    point: field(
      instant.optional(),
      { zh: '时点', en: 'Point' },
      { sensitivity: 'internal', detailOnly: true },
    ),
    startedAt: field(instant, { zh: '开始', en: 'Started' }, { sensitivity: 'internal' }),
    finishedAt: field(instant, { zh: '结束', en: 'Ended' }, { sensitivity: 'internal', detailOnly: true }),
    result: field(
      z.enum(['equal', 'unequal', 'failed', 'cancelled']),
      { zh: '结果', en: 'Result' },
      { sensitivity: 'internal' },
    ),
    trouble: field(
      z.string().optional(),
      { zh: '原因', en: 'Trouble' },
      { sensitivity: 'internal', detailOnly: true },
    ),
    by: field(z.string(), { zh: '发起者', en: 'Started by' }, { sensitivity: 'internal', detailOnly: true }),
    store: field(
      z.enum(['embedded', 'server']),
      { zh: '恢复到', en: 'Restored to' },
      { sensitivity: 'internal', detailOnly: true },
    ),
    seconds: field(seconds, { zh: '全程（秒）', en: 'Seconds in all' }, { sensitivity: 'internal' }),
    restoreSeconds: field(
      seconds.optional(),
      { zh: '恢复（秒）', en: 'Seconds to restore' },
      { sensitivity: 'internal' },
    ),
    tableCount: field(count, { zh: '表数', en: 'Tables' }, { sensitivity: 'internal', detailOnly: true }),
    rowCount: field(count, { zh: '行数', en: 'Rows' }, { sensitivity: 'internal' }),
    fileCount: field(count, { zh: '文件数', en: 'Files' }, { sensitivity: 'internal' }),
    checks: field(
      z.array(Check),
      { zh: '核对', en: 'Checks' },
      { sensitivity: 'internal', detailOnly: true },
    ),
  },
  list: { filters: ['result'], orders: ['startedAt'], search: ['id', 'backup'] },
  rights: { read: 'cloud:read', scope: undivided },
  import: false,
});

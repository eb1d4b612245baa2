import { createHash } from 'node:crypto';
import { readRow, writeRows } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { HandOver } from './records.ts';

/** A slip as a bureau that may not connect would bring it; its file is for whoever tries the desk to read in. */
const slip = {
  number: 'MN-2026-001',
  dataset: 'gaj-movement',
  courier: '模拟送交人',
  handedOn: '2026-11-02',
  mediumKind: 'optical-disc',
  mediumNumber: 'MN-GP-0001',
  sealState: 'intact',
  sealNumber: 'MN-FT-0001',
  statedDigest: createHash('sha256').update('a slip of the simulator').digest('hex'),
  statedRows: 3,
  purpose: '演示：更新人口基础库的户口变动',
  legalBasis: '演示：《政务数据共享条例》',
} as const;

export const couriers: Played = {
  name: 'handover.couriers',
  grants: { 'handover:read': 'city', 'handover:receive': 'city' },
  play: (context) =>
    context.transaction(async (tx) => {
      if (await readRow(context, tx, HandOver, slip.number)) return;
      await writeRows(context, tx, HandOver, [slip], { source: 'simulator:handover', simulated: true });
    }),
};

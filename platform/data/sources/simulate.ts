import { readRow, writeRows } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { Source } from './records.ts';

/** A source as a department would make it, switched off: there is nothing behind it until somebody lays files there. */
const demonstration = {
  code: 'demo-insured',
  titleZh: '参保人员文件（示范）',
  titleEn: 'Files of insured persons (demonstration)',
  dataset: 'rsj-insured',
  kind: 'folder',
  settings: { path: 'insured', ready: 'marker' },
  schedule: '30 2 * * *',
  enabled: false,
  rowsLeast: 1,
  rowsChange: 50,
} as const;

export const demonstrationSource: Played = {
  name: 'sources.demonstration',
  grants: { 'sources:read': 'city', 'sources:write': 'city' },
  play: (context) =>
    context.transaction(async (tx) => {
      if (await readRow(context, tx, Source, demonstration.code)) return;
      await writeRows(context, tx, Source, [demonstration], { source: 'simulator:sources', simulated: true });
    }),
};

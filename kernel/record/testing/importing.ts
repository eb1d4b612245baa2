import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { system, type Actor } from '../../actor.ts';
import type { RecordOf } from '../define.ts';
import { recordHandlers } from '../handlers.ts';
import { readRow } from '../read-row.ts';
import type { ImportPreview } from '../schemas.ts';
import { official, type EndedJob, type Trial } from './open.ts';
import { Tower } from './records.ts';

const tower = Tower as unknown as RecordOf;
export const towers = recordHandlers(tower);
export const clerk = official({ 'trial:read': 'city', 'trial:write': 'city' });

/** Two good rows, one of them simulated, and four with one fault or more. */
export const file = [
  '编码,塔名,类型,建成的日期,高度,亮灯,经度,纬度,标签,维护人,模拟数据',
  'T0001,东塔,角钢塔,2016年1月2日,"1,234.5",是,121.15,30.04,a；b,王小明,否',
  'T0002,西塔,DG,2016/1/3,12,否,,,,,是',
  'T0003,南塔,monopole,01/02/2016,高,也许,,,,,',
  'X1,坏,,,,,,,,,',
  'T0004,,ZZ,,,,,,,,',
  'T0001,又东塔,,,,,,,,,',
].join('\r\n');

/** The ways of a clerk with files, over a trial. */
export function importing(trial: () => Trial) {
  const upload = (content: string | Uint8Array, filename = '铁塔.csv', actor: Actor = clerk) =>
    towers.upload(
      {
        query: { filename },
        upload: {
          stream: Readable.from([Buffer.from(content)]),
          type: 'application/octet-stream',
          length: undefined,
        },
      },
      trial().contextFor(actor),
    ) as Promise<ImportPreview>;
  const run = async (preview: ImportPreview, actor: Actor = clerk): Promise<EndedJob> => {
    const mapping = Object.fromEntries(preview.mapping.map(({ field, header }) => [field, header]));
    const params = { import: preview.import };
    const { job } = await towers.runImport({ params, body: { mapping } }, trial().contextFor(actor));
    return trial().jobEnds(job);
  };
  return {
    upload,
    run,
    stateOf: async (id: string) => {
      const { items } = await towers.imports({}, trial().contextFor(clerk));
      return items.find((one) => one.id === id);
    },
    towerOf: (code: string) => readRow(trial().contextFor(system), trial().store.db, tower, code),
    /** Empties the record and what is known of its imports. */
    reset: async () => {
      for (const table of [
        'trial.tower',
        'trial.tower_history',
        'kernel.record_import',
        'kernel.import_mapping',
      ])
        await sql`delete from ${sql.table(table)}`.execute(trial().store.db);
    },
  };
}

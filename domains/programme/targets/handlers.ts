import type { Db } from '#kernel/db';
import type { Handlers } from '#kernel/module';
import type { operations, PlanTarget } from './contract.ts';
import { listFigures, type FigureRow } from './store.ts';

/** The document that every figure is printed in. */
const source = {
  zh: '《余姚市智慧城市“十三五”发展规划》（余政办发〔2017〕61号）',
  en: 'Yuyao smart city plan for the 13th five-year period (2017 No. 61)',
};

const shape = (row: FigureRow) => ({
  id: row.id,
  name: { zh: row.name_zh, en: row.name_en },
  value: row.value,
  approximate: row.approximate,
  comparison: row.comparison,
  unit: row.unit_zh === null ? null : { zh: row.unit_zh, en: row.unit_en ?? '' },
  asOf: row.as_of,
  clause: row.clause,
});

/** The targets, each with the baseline that speaks of the same thing, and how many baselines there are. */
export async function readPlan(db: Db): Promise<{ targets: PlanTarget[]; baselines: number }> {
  const figures = await listFigures(db);
  const baselines = new Map(figures.filter(({ kind }) => kind === 'baseline').map((row) => [row.id, row]));
  const targets = figures
    .filter(({ kind }) => kind === 'target')
    .map((row) => {
      const baseline = row.about === null ? undefined : baselines.get(row.about);
      return { ...shape(row), baseline: baseline ? shape(baseline) : null };
    });
  return { targets, baselines: baselines.size };
}

export const handlers: Handlers<typeof operations> = {
  board: async (_input, { db }) => ({ ...(await readPlan(db)), source }),
};

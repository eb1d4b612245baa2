import { z } from 'zod';
import type { LineageDataset, LineageStep } from '#kernel/lineage';
import { getDatasetEver } from '#platform/data/catalogue';
import { inLake, ofDataset } from '#platform/data/ingestion';
import * as store from './store.ts';

const Input = z.object({ dataset: z.string(), batch: z.string() });

const findings = (simulated: boolean): LineageDataset => ({
  name: 'rows/quality',
  title: { zh: '数据质量问题', en: 'Findings' },
  kind: 'record',
  simulated,
  path: '/quality/findings',
});

/** Rows taken to rows checked: every field of itself, and what each rule found. */
export const checkStep: LineageStep = {
  job: 'quality.check-batch',
  async trace(job, { db }) {
    const input = Input.safeParse(job.input);
    const result = input.success ? await store.findBatchResult(db, input.data.batch) : undefined;
    if (!result) return [];
    const dataset = await getDatasetEver(db, result.dataset);
    const state = { version: result.batch, simulated: result.simulated };
    const taken = inLake(dataset, 'batches', state);
    const assertions = Object.entries(result.byRule).map(([assertion, rows]) => ({
      assertion,
      success: rows === 0,
    }));
    const checked = inLake(dataset, 'checked', {
      ...state,
      rows: result.rows,
      fields: dataset.fields.map(({ name, label, type }) => ({
        name,
        label,
        type,
        from: [{ dataset: taken.name, field: name }],
      })),
    });
    return [
      {
        part: dataset.code,
        title: ofDataset(dataset, job.title),
        inputs: [{ ...taken, assertions }],
        outputs: [checked, findings(result.simulated)],
      },
    ];
  },
};

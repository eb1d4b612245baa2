import { z } from 'zod';
import type { LineageField, LineageStep } from '#kernel/lineage';
import { getDatasetEver } from '#platform/data/catalogue';
import { getBatch, inLake, ofDataset } from '#platform/data/ingestion';
import { subjects } from './subjects.ts';

const Input = z.object({ dataset: z.string(), batch: z.string() });
const Data = z.object({ created: z.number(), changed: z.number(), unchanged: z.number() }).partial();
const paths = { person: '/registers/persons', company: '/registers/companies' } as const;

/** Rows checked to a register: each attribute from the fields that feed it. */
export const joinStep: LineageStep = {
  job: 'registers.join-batch',
  async trace(job, { db }) {
    const input = Input.safeParse(job.input);
    if (!input.success) return [];
    const dataset = await getDatasetEver(db, input.data.dataset);
    if (dataset.subject === 'none') return [];
    const { name, record } = subjects[dataset.subject];
    const { id: version, simulated } = await getBatch(db, input.data.batch);
    const checked = inLake(dataset, 'checked', { version, simulated });
    const fields = Object.entries(record.fields).map(([attribute, { label }]): LineageField => {
      const from = dataset.fields.filter(({ feeds }) => feeds?.attribute === attribute);
      return {
        name: attribute,
        label,
        from: from.map((field) => ({ dataset: checked.name, field: field.name })),
      };
    });
    const { created = 0, changed = 0, unchanged = 0 } = Data.safeParse(job.data).data ?? {};
    return [
      {
        part: dataset.code,
        title: ofDataset(dataset, job.title),
        inputs: [checked],
        outputs: [
          {
            name: `record/${record.id}`,
            title: record.title,
            kind: 'record',
            version: job.endedAt,
            rows: created + changed + unchanged,
            simulated,
            fields,
            path: paths[name],
          },
        ],
      },
    ];
  },
};

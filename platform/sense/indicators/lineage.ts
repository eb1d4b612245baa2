import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { IndicatorDefinition } from '#kernel/indicator';
import type { LineageDataset, LineageStep, LineageTrace } from '#kernel/lineage';
import { listDefinitions } from './definitions.ts';
import { listPath } from './rules.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

const Data = z.object({ measured: z.array(z.string()) });
const Input = z.object({ day: z.iso.date() }).partial();

/** What a figure is counted from: a record, or the rows that the modules keep to whose events it listens. */
function inputsOf(
  { modules }: Pick<Context, 'modules'>,
  { rows, listens }: IndicatorDefinition,
): LineageDataset[] {
  const mounts = modules.flatMap(({ records = [] }) => records);
  if (rows.kind === 'record') {
    const record = mounts.find(({ record: each }) => each.id === rows.record)?.record;
    return record
      ? [
          {
            name: `record/${record.id}`,
            title: record.title,
            kind: 'record',
            path: listPath(`/${record.module}/${record.plural}`, rows.query),
          },
        ]
      : [];
  }
  const keepers = new Set(listens.map((event) => event.slice(0, event.indexOf('.'))));
  return modules
    .filter(({ id }) => keepers.has(id))
    .map(({ id, title }) => ({ name: `rows/${id}`, title, kind: 'record' }));
}

/** Rows to figures: each is a piece of work of its own. */
export const measureStep: LineageStep = {
  job: 'indicators.compute',
  async trace(job, context): Promise<readonly LineageTrace[]> {
    const measured = new Set(Data.safeParse(job.data).data?.measured ?? []);
    const { day } = Input.safeParse(job.input).data ?? {};
    return listDefinitions(context)
      .filter(({ code }) => measured.has(code))
      .map((definition) => ({
        part: definition.code,
        title: {
          zh: `${zh.computeJob}：${definition.title.zh}`,
          en: `${en.computeJob}: ${definition.title.en}`,
        },
        inputs: inputsOf(context, definition),
        outputs: [
          {
            name: `indicator/${definition.code}`,
            title: definition.title,
            kind: 'indicator',
            version: day ?? job.endedAt,
            path: `/indicators/${definition.code}`,
          },
        ],
      }));
  },
};

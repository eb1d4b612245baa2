import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { IndicatorDefinition } from '#kernel/indicator';
import type { LineageDataset, LineageStep, LineageTrace } from '#kernel/lineage';
import type { Text } from '#kernel/texts';
import { inLake } from '#platform/data/ingestion';
import { listDefinitions } from './definitions.ts';
import { findSources, listMeasures, termCodes } from './measures/measures.ts';
import type { MeasureDefinition } from './measures/shapes.ts';
import { sidesOf, sourceIdsOf } from './measures/touched-store.ts';
import { listPath } from './rules.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

const Refreshed = z.object({ refreshed: z.array(z.string()) });
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

/** What a measure is counted from, or made of. */
async function inputsOfMeasure(context: Context, measure: MeasureDefinition): Promise<LineageDataset[]> {
  const find = await findSources(context, context.db, sidesOf(measure));
  const counted = [...new Set(sourceIdsOf(measure))].flatMap((id): LineageDataset[] => {
    const source = find(id);
    if (!source || source === 'elsewhere') return [];
    if (source.kind === 'dataset') return [inLake(source.dataset, 'checked', {})];
    if (source.kind === 'record') {
      const { module, plural } = source.record;
      return [{ name: `record/${id}`, title: source.title, kind: 'record', path: `/${module}/${plural}` }];
    }
    // A view shows what its records hold; of one that is nobody's record, the rows of its module.
    const module = id.slice(0, id.indexOf('.'));
    const of = source.view.of.map((record) => `record/${record}`);
    return (of.length > 0 ? of : [`rows/${module}`]).map((name) => ({
      name,
      title: source.title,
      kind: 'record',
    }));
  });
  const made = termCodes(measure).map((code): LineageDataset => ({ ...outputOf(code), kind: 'indicator' }));
  return [...counted, ...made];
}

const outputOf = (code: string, title: Text = { zh: code, en: code }): LineageDataset => ({
  name: `indicator/${code}`,
  title,
  kind: 'indicator',
  path: `/indicators/measures/${code}`,
});

/** Rows to measures: each that was refreshed is a piece of work of its own. */
export const refreshStep: LineageStep = {
  job: 'indicators.refresh',
  async trace(job, context): Promise<readonly LineageTrace[]> {
    const refreshed = new Set(Refreshed.safeParse(job.data).data?.refreshed ?? []);
    if (refreshed.size === 0) return [];
    const traces: LineageTrace[] = [];
    for (const measure of await listMeasures(context, context.db)) {
      if (!refreshed.has(measure.code)) continue;
      const { code, title } = measure;
      traces.push({
        part: code,
        title: { zh: `${zh.refreshJob}：${title.zh}`, en: `${en.refreshJob}: ${title.en}` },
        inputs: await inputsOfMeasure(context, measure),
        outputs: [{ ...outputOf(code, title), version: job.endedAt }],
      });
    }
    return traces;
  },
};

import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { LineageDataset, LineageStep } from '#kernel/lineage';
import type { Db } from '#kernel/db';
import { fill, type Text } from '#kernel/texts';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import { broughtByPoint } from './brought-by.ts';
import * as store from './store.ts';

/** What is said of a dataset, after its title. */
export const ofDataset = ({ title }: Dataset, how: Text): Text =>
  fill({ zh: '{title}：{how}', en: '{title}: {how}' }, { title, how });

/** All batches that came, as figures count them. */
const allBatches = (simulated: boolean): LineageDataset => ({
  name: 'rows/ingestion',
  title: { zh: '汇集的批次', en: 'Batches handed in' },
  kind: 'record',
  simulated,
});

/** The files that a department hands in for a dataset. */
const handedIn = (dataset: Dataset, batch: store.BatchRow): LineageDataset => ({
  name: `department/${dataset.provider}/${dataset.code}`,
  title: ofDataset(dataset, { zh: '交来的文件', en: 'files handed in' }),
  kind: 'source',
  owner: dataset.provider,
  version: batch.id,
  bytes: batch.bytes,
  simulated: batch.simulated,
  fields: batch.headers.map((name) => ({ name })),
  path: `/catalogue/entries/${dataset.code}`,
});

/** A dataset in the lake: `batches` as it came, `checked` with what the rules say of each row. */
export const inLake = (
  dataset: Dataset,
  of: 'batches' | 'checked',
  more: Partial<LineageDataset>,
): LineageDataset => ({
  name: `lake/${of}/${dataset.code}`,
  title: ofDataset(
    dataset,
    of === 'batches' ? { zh: '收下的行', en: 'rows taken' } : { zh: '检查后的行', en: 'rows checked' },
  ),
  kind: 'lake',
  owner: dataset.provider,
  fields: dataset.fields.map(({ name, label, type }) => ({ name, label, type })),
  path: `/catalogue/entries/${dataset.code}`,
  ...more,
});

const Input = z.object({ batch: z.string() });

async function collected(db: Db, input: unknown) {
  const given = Input.safeParse(input);
  const batch = given.success ? await store.findBatch(db, given.data.batch) : undefined;
  return batch && { batch, dataset: await getDatasetEver(db, batch.dataset) };
}

async function broughtBy(
  context: Context,
  { id, dataset, file }: store.BatchRow,
): Promise<readonly LineageDataset[]> {
  const found: LineageDataset[] = [];
  for (const { find } of context.contributions(broughtByPoint))
    found.push(...(await find(context, { id, dataset, file })));
  return found;
}

/** File to rows: each field from the column that the mapping gave it; and by which way the file came. */
export const collectStep: LineageStep = {
  job: 'ingestion.collect-batch',
  async trace(job, context) {
    const found = await collected(context.db, job.input);
    if (!found) return [];
    const { batch, dataset } = found;
    const source = handedIn(dataset, batch);
    const fields = dataset.fields.map(({ name, label, type }) => {
      const header = batch.mapping?.[name];
      return { name, label, type, ...(header && { from: [{ dataset: source.name, field: header }] }) };
    });
    const { id: version, simulated, rows } = batch;
    const taken = inLake(dataset, 'batches', { version, simulated, fields, ...(rows !== null && { rows }) });
    const title = ofDataset(dataset, job.title);
    const inputs = [source, ...(await broughtBy(context, batch))];
    return [{ part: dataset.code, title, inputs, outputs: [taken, allBatches(simulated)] }];
  },
};

import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { jobIsOpen } from '#kernel/job-state';
import type { Upload } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import type { ImportPreview } from '#kernel/record';
import { getDatasetEver, getDatasetInForce, type Dataset } from '#platform/data/catalogue';
import { batchId } from './batch-shape.ts';
import type { BatchMode } from './contract.ts';
import { previewFile, takeFile, type Preview } from './layout.ts';
import { chosenMapping, previewRows, proposeMapping } from './preview.ts';
import * as store from './store.ts';

/** Whether a dataset lies within what a permission reaches: one's own department's, or all of the city. */
export const isProvider = ({ actor }: Context, permission: string, { provider }: Dataset): boolean =>
  scopeOf(actor, permission) === 'city' || actor.organisation === provider;

/** Only the department that owns a dataset hands it in, and those who work for the whole city. */
export function assertProvider(context: Context, permission: string, dataset: Dataset): void {
  if (isProvider(context, permission, dataset)) return;
  throw new Problem(403, 'ingestion.not-yours', {
    zh: `“${dataset.title.zh}”属于另一个单位，您不能提交或查看。`,
    en: `“${dataset.title.en}” belongs to another organisation; you may neither hand it in nor look into it.`,
  });
}

/** A batch whose job was cancelled before it began, or given up, may be handed in again. */
async function freeAbandoned(db: Db, dataset: string): Promise<void> {
  for (const { id, job } of await store.collecting(db, dataset))
    if (job !== null && !(await jobIsOpen(db, job))) await store.changeBatch(db, id, { status: 'failed' });
}

/**
 * The batch that some content is: the newest one, if that holds the same; else a new one, for what was said before and
 * taken back since is said anew. The simulator repeats from its beginning what was cut off: there content alone counts.
 */
async function batchOf(
  db: Db,
  dataset: string,
  { file, simulated }: { readonly file: string; readonly simulated: boolean },
): Promise<string> {
  const first = batchId(dataset, file);
  const newest = simulated ? undefined : await store.newestTaken(db, dataset);
  if (newest === undefined) return first;
  if (newest.file === file) return newest.id;
  return (await store.isTaken(db, first)) ? batchId(dataset, file, newest.id) : first;
}

const look = async (context: Context, file: string, filename: string): Promise<Preview> =>
  previewFile(await context.files.path(file), filename);

function shape(
  dataset: Dataset,
  batch: store.BatchRow,
  preview: Preview,
  mapping: ImportPreview['mapping'],
): ImportPreview {
  const collected = !['previewed', 'failed', 'cancelled'].includes(batch.status);
  const first = batchId(dataset.code, batch.file);
  return {
    import: batch.id,
    filename: batch.filename,
    format: preview.layout.format,
    ...(preview.layout.format === 'csv' ? { encoding: preview.layout.encoding } : {}),
    headers: [...preview.headers],
    mapping,
    ...previewRows(dataset, preview, mapping),
    alreadyImported: collected ? batch.id : null,
    ...(first === batch.id ? {} : { takenBefore: first }),
  };
}

/** A delivery as it arrives: who gives what for which dataset. */
export interface HandIn {
  readonly dataset: string;
  readonly filename: string;
  readonly mode: BatchMode;
  readonly simulated: boolean;
}

/** @throws Problem 404 `request.not-found` */
export async function getRow(context: Pick<Context, 'db'>, id: string): Promise<store.BatchRow> {
  const batch = await store.findBatch(context.db, id);
  if (!batch) throw notFound({ zh: '批次', en: 'batch' }, id);
  return batch;
}

/**
 * Takes a file in and shows what it is; nothing is collected yet.
 * @throws Problem 413 or 507 of `files`, 422 when it is no table, 403 when the dataset is another's
 */
export async function handIn(
  context: Context,
  given: HandIn,
  upload: Pick<Upload, 'stream'>,
): Promise<ImportPreview> {
  const dataset = await getDatasetInForce(context.db, given.dataset);
  assertProvider(context, 'ingestion:collect', dataset);
  const { file, looked: preview } = await takeFile(context.files, upload, {
    filename: given.filename,
    maxBytes: context.config.MAX_UPLOAD_BYTES,
  });
  await freeAbandoned(context.db, dataset.code);
  const id = await batchOf(context.db, dataset.code, { file: file.id, simulated: given.simulated });
  await store.putPreviewed(context.db, {
    id,
    dataset: dataset.code,
    provider: dataset.provider,
    mode: given.mode,
    filename: given.filename,
    file: file.id,
    layout: preview.layout,
    headers: preview.headers,
    bytes: file.size,
    simulated: given.simulated,
    handed_in_by: context.actor.id,
    handed_in_at: context.clock.now().toISOString(),
  });
  const remembered = await store.rememberedMapping(context.db, dataset.code, preview.headers);
  return shape(
    dataset,
    await getRow(context, id),
    preview,
    proposeMapping(dataset, preview.headers, remembered),
  );
}

/** The same file under another mapping. */
export async function lookAgain(
  context: Context,
  id: string,
  mapping: store.Mapping,
): Promise<ImportPreview> {
  const batch = await getRow(context, id);
  const dataset = await getDatasetEver(context.db, batch.dataset);
  assertProvider(context, 'ingestion:collect', dataset);
  const preview = await look(context, batch.file, batch.filename);
  return shape(dataset, batch, preview, chosenMapping(dataset, mapping));
}

/** @throws Problem 422 `ingestion.mapping` naming each field that is wrong */
export function assertMapping(dataset: Dataset, headers: readonly string[], mapping: store.Mapping): void {
  const used = Object.values(mapping).filter((header) => header !== null);
  const errors = dataset.fields.flatMap((field) => {
    const header = mapping[field.name] ?? null;
    if (header === null)
      return field.required
        ? [
            {
              path: field.name,
              code: 'ingestion.field-unmapped',
              detail: { zh: `“${field.label.zh}”必须对应一列`, en: `“${field.label.en}” needs a column` },
            },
          ]
        : [];
    if (!headers.includes(header))
      return [
        {
          path: field.name,
          code: 'ingestion.unknown-header',
          detail: { zh: `文件里没有列“${header}”`, en: `the file has no column “${header}”` },
        },
      ];
    return used.filter((each) => each === header).length > 1
      ? [
          {
            path: field.name,
            code: 'ingestion.header-twice',
            detail: { zh: `列“${header}”用了不止一次`, en: `column “${header}” is used more than once` },
          },
        ]
      : [];
  });
  if (errors.length === 0) return;
  throw new Problem(
    422,
    'ingestion.mapping',
    { zh: '列的对应还不完整，没有开始汇集。', en: 'The mapping is not complete; nothing was collected.' },
    { errors },
  );
}

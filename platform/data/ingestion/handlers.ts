import { Buffer } from 'node:buffer';
import { mayReveal, scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { rowFaultWords } from '#kernel/tabular-problem';
import { getDatasetEver, getDatasetInForce, listDatasets } from '#platform/data/catalogue';
import { shapeBatch } from './batch-shape.ts';
import type { operations } from './contract.ts';
import { assertMapping, assertProvider, getRow, handIn, isProvider, lookAgain } from './hand-in.ts';
import { startCollecting } from './jobs.ts';
import { readRowsOf } from './rows.ts';
import * as store from './store.ts';
import { templateOf } from './template.ts';

const cursorOf = (row: store.BatchRow): string =>
  Buffer.from(JSON.stringify([row.handed_in_at, row.id])).toString('base64url');

function readCursor(cursor: string | undefined): store.BatchFilter['after'] {
  if (cursor === undefined) return undefined;
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string];
    if (typeof id === 'string' && !Number.isNaN(Date.parse(at))) return { at, id };
  } catch {
    // Falls through to the same refusal as a cursor of another shape.
  }
  throw new Problem(400, 'request.cursor', {
    zh: '翻页标记无效，请从第一页开始。',
    en: 'The cursor is not valid; begin at the first page.',
  });
}

const providerFor = ({ actor }: Context): string | undefined =>
  scopeOf(actor, 'ingestion:read') === 'city' ? undefined : (actor.organisation ?? '');

/** A batch whose rows the actor may look into. */
async function readable(context: Context, id: string) {
  const batch = await getRow(context, id);
  const dataset = await getDatasetEver(context.db, batch.dataset);
  assertProvider(context, 'ingestion:read', dataset);
  return { batch, dataset };
}

async function run(context: Context, id: string, mapping: store.Mapping): Promise<{ job: string }> {
  const batch = await getRow(context, id);
  const dataset = await getDatasetEver(context.db, batch.dataset);
  assertProvider(context, 'ingestion:collect', dataset);
  assertMapping(dataset, batch.headers, mapping);
  const job = await startCollecting(context, id, mapping);
  if (job !== undefined) return { job };
  throw new Problem(
    409,
    'ingestion.already-collected',
    {
      zh: '最近一批就是同样内容的文件，不会重复。',
      en: 'The newest batch is a file with the very same content; it is not doubled.',
    },
    { batch: id },
  );
}

async function own(context: Context) {
  const datasets = await listDatasets(context.db);
  const items = datasets
    .filter((each) => isProvider(context, 'ingestion:collect', each))
    .map(({ code, title, abstract, fields }) => ({ code, title, abstract, fields: fields.length }));
  return { items };
}

export const handlers: Handlers<typeof operations> = {
  own: (_asked, context) => own(context),
  upload: ({ params, query, upload }, context) =>
    handIn(context, { dataset: params.dataset, ...query, simulated: false }, upload),
  remap: ({ params, body }, context) => lookAgain(context, params.batch, body.mapping),
  run: ({ params, body }, context) => run(context, params.batch, body.mapping),
  async list({ query }, context) {
    const { dataset, status, limit } = query;
    const rows = await store.listBatches(context.db, {
      dataset,
      status,
      provider: providerFor(context),
      after: readCursor(query.after),
      limit,
    });
    const datasets = new Map((await listDatasets(context.db)).map((each) => [each.code, each]));
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      items: rows.map((row) => shapeBatch(row, datasets.get(row.dataset))),
      next: last ? cursorOf(last) : null,
    };
  },
  async get({ params }, context) {
    const { batch, dataset } = await readable(context, params.batch);
    return shapeBatch(batch, dataset);
  },
  async rows({ params, query }, context) {
    const { batch, dataset } = await readable(context, params.batch);
    const reveal =
      query.reveal === 'yes' &&
      mayReveal(context.actor, 'ingestion:collect') &&
      isProvider(context, 'ingestion:collect', dataset);
    return readRowsOf(context, { batch, dataset, from: query.from, limit: query.limit, reveal });
  },
  async unreadable({ params }, context) {
    const { batch } = await readable(context, params.batch);
    const lines = await store.unreadableOf(context.db, batch.id);
    return { items: lines.map(({ line, code }) => ({ line, code, detail: rowFaultWords(code) })) };
  },
  async template({ params }, context) {
    return templateOf(context, await getDatasetInForce(context.db, params.dataset));
  },
};

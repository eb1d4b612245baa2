import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { organisationNames } from '#platform/base/organisations';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import type { operations, Run } from './contract.ts';
import { exportRows } from './export.ts';
import { startRun } from './jobs.ts';
import { readMatter, type Kept } from './matter.ts';
import { openKept, revealing, seenComparison, seenRun } from './seen.ts';
import { showing, subjectsOf } from './show.ts';
import * as store from './store.ts';

const labelOf = ({ fields }: Dataset, name: string) =>
  fields.find((field) => field.name === name)?.label ?? { zh: name, en: name };

async function shapeRun(context: Context, run: store.RunRow): Promise<Run> {
  const { titleZh, titleEn, ...rest } = run;
  const [left, right] = [
    await getDatasetEver(context.db, run.definition.left),
    await getDatasetEver(context.db, run.definition.right),
  ];
  const names = await organisationNames(context.db, [left.provider, right.provider]);
  const side = ({ code, title, provider }: Dataset) => ({
    dataset: code,
    title,
    owner: provider,
    ownerName: names.get(provider) ?? { zh: provider, en: provider },
  });
  return {
    ...rest,
    title: { zh: titleZh, en: titleEn },
    left: side(left),
    right: side(right),
    fields: run.definition.fields.map((pair) => ({
      name: pair.left,
      left: labelOf(left, pair.left),
      right: labelOf(right, pair.right),
    })),
  };
}

/** @throws Problem 409 `reconciliation.not-finished` */
async function finished(context: Context, run: store.RunRow): Promise<Kept> {
  const kept = await openKept(context, run);
  if (kept) return kept;
  throw new Problem(409, 'reconciliation.not-finished', {
    zh: '这次比对没有完成，没有结果可看。',
    en: 'This run did not come to its end; there are no rows to see.',
  });
}

export const handlers: Handlers<typeof operations> = {
  async start({ params }, context) {
    await seenComparison(context, params.comparison, 'reconciliation:run');
    return { job: await startRun(context, params.comparison) };
  },
  async runs({ params, query }, context) {
    await seenComparison(context, params.comparison, 'reconciliation:read');
    const items: Run[] = [];
    for (const run of await store.listRuns(context.db, params.comparison, query.limit))
      items.push(await shapeRun(context, run));
    return { items };
  },
  run: async ({ params }, context) => shapeRun(context, await seenRun(context, params.run)),
  async rows({ params, query }, context) {
    const run = await seenRun(context, params.run);
    const kept = await finished(context, run);
    const revealed = revealing(context, query.reveal);
    const { rows, total } = await readMatter(context, kept, query);
    const shown = showing(context, kept, revealed);
    const items = rows.map(shown.row);
    await context.ledger(context.db, {
      action: 'read',
      resource: 'reconciliation.run',
      basis: 'reconciliation:read',
      subjects: rows.flatMap((matter) => subjectsOf(matter, kept)),
      detail: { run: run.id, rows: rows.length, revealed },
    });
    const next = rows.length === query.limit ? (rows.at(-1)?.number ?? null) : null;
    return { items, next, total, masked: shown.masked() };
  },
  async export({ params, body }, context) {
    const run = await seenRun(context, params.run);
    await finished(context, run);
    const { reveal, ...choice } = body;
    const { purpose, language, actor } = context;
    const input = {
      ...choice,
      run: run.id,
      revealed: revealing(context, reveal),
      language,
      ...(purpose === undefined ? {} : { purpose }),
    };
    return { job: await context.startJob(context.db, exportRows, input, { actor }) };
  },
};

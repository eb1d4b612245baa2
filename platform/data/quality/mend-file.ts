import { parquetWith, quoted } from '#engines/duckdb-text';
import { PassThrough } from 'node:stream';
import { writeXlsx } from '#engines/tabular';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Download } from '#kernel/module';
import type { Dataset } from '#platform/data/catalogue';
import { batchPath } from '#platform/data/ingestion';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';
import * as store from './store.ts';
import { listRules } from './store/rules.ts';
import { subjectsOfRows } from './row-subjects.ts';
import { suggest } from './suggest.ts';

interface Waiting {
  readonly row: number;
  readonly problems: string[];
  readonly rules: string[];
}

/** Rows that wait, by the batch in which they stand: one row, all that is wrong with it. */
function waitingByBatch(
  context: Context,
  findings: readonly store.OpenRow[],
): Map<string, Map<string, Waiting>> {
  const batches = new Map<string, Map<string, Waiting>>();
  for (const finding of findings) {
    const rows = batches.get(finding.batch) ?? new Map<string, Waiting>();
    const waiting = rows.get(finding.row_key) ?? { row: finding.row, problems: [], rules: [] };
    waiting.problems.push(context.language === 'zh' ? finding.message_zh : finding.message_en);
    waiting.rules.push(finding.rule);
    batches.set(finding.batch, rows.set(finding.row_key, waiting));
  }
  return batches;
}

type Cells = readonly (string | null)[];

async function* sheetRows(
  context: Context,
  dataset: Dataset,
  findings: readonly store.OpenRow[],
): AsyncIterable<Cells> {
  const rules = new Map((await listRules(context.db, dataset.code)).map(({ rule }) => [rule.id, rule]));
  const names = dataset.fields.map(({ name }) => name);
  for (const [batch, waiting] of waitingByBatch(context, findings)) {
    const path = await batchPath(context, dataset.code, batch);
    const byRow = new Map([...waiting.values()].map((each) => [each.row, each]));
    const rows = await context.lake.session((session) =>
      session.rows(`select _row, ${names.map(quoted).join(', ')} from ${parquetWith(path, names)}
        where _row in (${[...byRow.keys()].join(', ')}) order by _row`),
    );
    for (const row of rows) {
      const found = byRow.get(Number(row['_row']));
      const values = Object.fromEntries(names.map((name) => [name, (row[name] as string | null) ?? null]));
      const suggestions = (found?.rules ?? []).flatMap((id) => {
        const rule = rules.get(id);
        return (rule && suggest(rule, (name) => values[name] ?? null)) ?? [];
      });
      yield [
        ...names.map((name) => values[name] ?? null),
        found?.problems.join('；') ?? '',
        [...new Set(suggestions)].join('；'),
      ];
    }
  }
}

/**
 * The rows of a dataset that wait for mending, whole, as a workbook with the reason and the suggested value behind
 * each. It goes to the owner of the rows only; the ledger tells of it.
 * @param batch only those that stand in it
 */
export async function mendFile(context: Context, dataset: Dataset, batch?: string): Promise<Download> {
  const words = context.language === 'zh' ? zh : en;
  const header = [
    ...dataset.fields.map(({ label }) => label[context.language]),
    words.problem,
    words.suggestion,
  ];
  const waiting = await store.openFindings(context.db, dataset.code, batch);
  const subjects: string[] = [];
  for (const [id, rows] of Map.groupBy(waiting, (each) => each.batch))
    subjects.push(...(await subjectsOfRows(context, dataset, { batch: id, rows })));
  await context.ledger(context.db, {
    action: 'export',
    resource: `ingestion.${dataset.code}`,
    basis: 'quality:mend',
    subjects: [...new Set(subjects)],
    detail: { rows: new Set(waiting.map(({ row_key }) => row_key)).size },
  });
  const body = new PassThrough();
  writeXlsx(sheetRows(context, dataset, waiting), {
    to: body,
    header,
    sheet: dataset.title[context.language],
  }).catch((error: unknown) => body.destroy(error instanceof Error ? error : new Error(String(error))));
  const day = dayOf(context);
  return {
    filename: `${dataset.title[context.language]}-${words.problem}-${day}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}

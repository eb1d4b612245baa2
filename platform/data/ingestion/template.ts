import { PassThrough } from 'node:stream';
import { writeXlsx } from '#engines/tabular';
import type { Context } from '#kernel/context';
import type { Download } from '#kernel/module';
import type { Dataset } from '#platform/data/catalogue';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An empty sheet with the dataset's columns under their labels. */
export async function templateOf(context: Context, dataset: Dataset): Promise<Download> {
  const body = new PassThrough();
  const header = dataset.fields.map(({ label }) => label[context.language]);
  const writing = writeXlsx([], { to: body, header, sheet: dataset.title[context.language] });
  writing.catch((error: unknown) => body.destroy(error instanceof Error ? error : new Error(String(error))));
  return { filename: `${dataset.title[context.language]}.xlsx`, type: xlsxType, body };
}

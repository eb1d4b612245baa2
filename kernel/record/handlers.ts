import type { Handlers } from '../module.ts';
import type { RecordOf } from './define.ts';
import { startExport } from './export.ts';
import { changeRow } from './form-change.ts';
import { createRow } from './form-create.ts';
import { withdrawRow } from './form-withdraw.ts';
import { imports, remapImport, uploadImport } from './import/preview-import.ts';
import { startImport } from './import/run-import.ts';
import { startUndo } from './import/undo-import.ts';
import { recordOperations, type RecordOperations } from './operations.ts';
import type { RecordOverrides } from './overrides.ts';
import { planOf } from './plan.ts';
import { readHistory } from './read-history.ts';
import { readPage } from './read-page.ts';
import { getRow } from './read-row.ts';
import { importTemplate } from './template.ts';
import { withTheirValues } from './refused.ts';
import { readTile } from './tile.ts';

/** The handlers of a record's operations; those that its module overrides are the module's. */
export function recordHandlers(
  record: RecordOf,
  overrides: RecordOverrides = {},
): Handlers<RecordOperations> {
  const plan = planOf(record);
  const { maxBytes } = recordOperations(record).upload.upload ?? { maxBytes: 0 };
  const own: Handlers<RecordOperations> = {
    list: ({ query }, context) => withTheirValues(context, false, readPage(plan, context, query)),
    get: ({ params, query }, context) =>
      withTheirValues(context, false, getRow(plan, context, { ...params, ...query })),
    history: async ({ params, query }, context) => ({
      items: await withTheirValues(context, false, readHistory(plan, context, { ...params, ...query })),
    }),
    tile: ({ params }, context) => readTile(plan, context, params),
    create: ({ body }, context) => withTheirValues(context, true, createRow(plan, context, body)),
    change: ({ params, body }, context) =>
      withTheirValues(context, true, changeRow(plan, context, { ...params, ...body })),
    withdraw: ({ params, body }, context) => withdrawRow(plan, context, { ...params, ...body }),
    template: ({ query }, context) => importTemplate(plan, context, query.format),
    upload: ({ query, upload }, context) =>
      uploadImport(plan, context, { filename: query.filename, upload, maxBytes }),
    remap: ({ params, body }, context) => remapImport(plan, context, { ...params, ...body }),
    runImport: ({ params, body }, context) => startImport(plan, context, { ...params, ...body }),
    imports: async (_input, context) => ({ items: await imports(plan, context) }),
    undoImport: ({ params }, context) => startUndo(plan, context, params.import),
    exportRows: ({ body }, context) => startExport(plan, context, body),
  };
  return { ...own, ...overrides.handlers };
}

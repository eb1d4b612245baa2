import type { Handlers } from '../module.ts';
import { createRow } from './form-create.ts';
import { changeRow } from './form-change.ts';
import { withdrawRow } from './form-withdraw.ts';
import type { RecordOf } from './define.ts';
import type { RecordOperations } from './operations.ts';
import type { RecordOverrides } from './overrides.ts';
import { planOf } from './plan.ts';
import { readHistory } from './read-history.ts';
import { readPage } from './read-page.ts';
import { getRow } from './read-row.ts';

/** The handlers of a record's operations; those that its module overrides are the module's. */
export function recordHandlers(
  record: RecordOf,
  overrides: RecordOverrides = {},
): Handlers<RecordOperations> {
  const plan = planOf(record);
  const own: Handlers<RecordOperations> = {
    list: ({ query }, context) => readPage(plan, context, query),
    get: ({ params, query }, context) => getRow(plan, context, { ...params, ...query }),
    history: async ({ params, query }, context) => ({
      items: await readHistory(plan, context, { ...params, ...query }),
    }),
    create: ({ body }, context) => createRow(plan, context, body),
    change: ({ params, body }, context) => changeRow(plan, context, { ...params, ...body }),
    withdraw: ({ params, body }, context) => withdrawRow(plan, context, { ...params, ...body }),
  };
  return { ...own, ...overrides.handlers };
}

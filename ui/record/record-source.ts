import { call } from '#kernel/call';
import { isPersonal, recordOperations, type RecordOf } from '#kernel/record';
import type { ListSource } from '../table/list-types.ts';
import type { AnyRow } from './record-columns.tsx';

/** Pages of a record for a list. `fixed` narrows what the list is about, beyond the reader's filters. */
export const recordSource = (
  record: RecordOf,
  fixed: Readonly<Record<string, string>> = {},
): ListSource<AnyRow> => ({
  key: [record.module, record.id, ...Object.values(fixed)],
  personal: Object.values(record.fields).some(isPersonal),
  load: async (query, signal) => {
    const asked = { ...query, ...fixed };
    const page = await call(
      record.module,
      recordOperations(record).list,
      { query: asked as never },
      { signal },
    );
    return page as never;
  },
});

import { call } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import type { ListQuery } from '../table/list-state.ts';
import type { ListSource } from '../table/list-types.ts';
import type { AnyRow } from './record-columns.tsx';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day chosen for an instant means that day in the city's zone, both ends with it. */
function instants(record: RecordOf, query: ListQuery): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const [field = '', end] = name.split('.');
      if (!end || record.fields[field]?.kind !== 'instant' || !DAY.test(String(value))) return [name, value];
      return [name, `${value}T${end === 'to' ? '23:59:59.999' : '00:00:00.000'}+08:00`];
    }),
  );
}

/** Pages of a record for a list. `fixed` narrows what the list is about, beyond the reader's filters. */
export const recordSource = (
  record: RecordOf,
  fixed: Readonly<Record<string, string>> = {},
): ListSource<AnyRow> => ({
  key: [record.module, record.id, ...Object.values(fixed)],
  load: async (query, signal) => {
    const asked = { ...instants(record, query), ...fixed };
    const page = await call(
      record.module,
      recordOperations(record).list,
      { query: asked as never },
      { signal },
    );
    return page as never;
  },
});

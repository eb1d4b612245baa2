import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { departmentFields, type RecordOf } from '#kernel/record';
import { texts } from './texts.ts';

/** Records with personal fields: what stands behind glass. */
export const behindGlass = (context: Context): RecordOf[] =>
  context.modules
    .flatMap(({ records = [] }) => records)
    .map(({ record }) => record)
    .filter(({ fields }) =>
      Object.values(fields).some(
        ({ sensitivity }) => sensitivity === 'personal' || sensitivity === 'sensitive',
      ),
    );

/** @throws Problem 422 for a record that does not stand behind glass */
export function getBehindGlass(context: Context, id: string): RecordOf {
  const record = behindGlass(context).find((each) => each.id === id);
  if (!record) throw new Problem(422, 'emergency.no-such-record', texts.noSuchRecord);
  return record;
}

/** The organisation that keeps a row, where its record says which field tells. */
export function keeperOf(record: RecordOf, row: object): string | undefined {
  const values = departmentFields(record.rights.scope ?? {}).map(
    (field) => (row as Readonly<Record<string, unknown>>)[field],
  );
  return values.find((value): value is string => typeof value === 'string');
}

import { Problem, type FieldError } from '../problem.ts';
import type { Text } from '../texts.ts';

/** Why a row, or one field of it, was refused. */
export interface Fault {
  /** Position of the row among those that were given. */
  readonly row: number;
  readonly field?: string;
  readonly code: string;
  readonly detail: Text;
}

/** A row that the database does not take (SQLSTATE classes 22 and 23), without its words: they may quote the row. */
export const refusedByStore = (row: number): Fault => ({
  row,
  code: 'records.refused-by-store',
  detail: { zh: '数据库不接受这一行的内容。', en: 'The database does not accept what this row says.' },
});

/** Many faults as one answer; of a single row the field alone is the path. */
export function invalid(faults: readonly Fault[], single: boolean): Problem {
  const shown = faults.slice(0, 100);
  const errors = shown.map(({ row, field, code, detail }): FieldError => {
    const place = field ?? '';
    return { path: single ? place : `rows[${row}].${place}`, code, detail };
  });
  const [first] = faults;
  return new Problem(
    422,
    'records.invalid',
    {
      zh: `有 ${faults.length} 处内容不符合要求，未作任何写入。${first?.detail.zh ?? ''}`,
      en: `${faults.length} value(s) cannot be accepted and nothing was written. ${first?.detail.en ?? ''}`,
    },
    { errors },
  );
}

/** A refusal that a module's own step threw, as a fault of its row. */
export function faultsOfProblem(problem: Problem, row: number): Fault[] {
  if (!problem.errors?.length) return [{ row, code: problem.code, detail: problem.detail }];
  return problem.errors.map(({ path, code, detail }) => ({ row, field: path, code, detail }));
}

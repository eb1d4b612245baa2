import type { Context } from '../context.ts';
import { errorField } from '../db/store-problem.ts';
import { Problem } from '../problem.ts';
import { invalid, refusedByStore } from './fault.ts';

const unreadable = () =>
  new Problem(400, 'records.query-unreadable', {
    zh: '查询条件中有数据库无法识别的值（如不存在的日期、过大的数）。请检查后重试。',
    en: 'The query holds a value that the database cannot read (a day that is none, a number too large). Check it and ask again.',
  });

const taken = () =>
  new Problem(409, 'records.taken', {
    zh: '已有另一条记录用了同样的内容，而它只能有一条，没有写入。请换一个。',
    en: 'Another row says the same where only one may, and nothing was written. Choose something else.',
  });

/** They are told for every request alike. */
const charactersNobodyKeeps = new Set(['22021', '22P05']);

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation): what was asked cannot be, by its values. */
function problemOf(error: unknown, writes: boolean): Problem | undefined {
  const code = errorField(error, 'code') ?? '';
  if (charactersNobodyKeeps.has(code)) return undefined;
  if (code === '23505') return taken();
  if (!/^2[23]...$/.test(code)) return undefined;
  return writes ? invalid([refusedByStore(0)], true) : unreadable();
}

/**
 * Work whose values come from outside: what the database says of them is the asker's to mend, and is told as that.
 * Outside of the work's own transaction, since that is over by then.
 * @throws Problem 400 `records.query-unreadable`, 409 `records.taken`, 422 `records.invalid`
 */
export async function withTheirValues<T>(context: Context, writes: boolean, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const problem = problemOf(error, writes);
    if (!problem) throw error;
    context.log.warn(
      { code: errorField(error, 'code'), problem: problem.code },
      'the database refused a value',
    );
    throw problem;
  }
}

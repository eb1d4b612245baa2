import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import { accountOf, lastDayOf } from './account.ts';
import type { Account } from './contract.ts';
import { Concession } from './records.ts';
import { findConcession, reportedOf } from './store.ts';

/** The account of a concession as of today. @throws Problem 404 */
export async function accountFor(context: Context, code: string): Promise<Account> {
  const found = await findConcession(context, code);
  if (!found) throw notFound(Concession.title, code);
  const today = dayOf(context);
  const lines = accountOf(found, await reportedOf(context.db, code), today);
  const lastDay = lastDayOf(found);
  return {
    asOf: today,
    lastDay,
    over: lastDay < today,
    simulated: found.simulated,
    missing: lines.filter(({ missing }) => missing).length,
    shareFen: lines.reduce((sum, { shareFen }) => sum + (shareFen ?? 0), 0),
    paidFen: lines.reduce((sum, { paidFen }) => sum + paidFen, 0),
    lines,
  };
}

import type { WorkingCalendar } from '#engines/working-days';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { writeRows, type Incoming } from '#kernel/record-server';
import { cityCalendar } from '#platform/base/tasks';
import type { Sheet } from './contract.ts';
import { dueAfter } from './due.ts';
import { partyOf } from './party.ts';
import { Filing } from './records.ts';
import { again, requireNamed, step, type Open } from './sheet.ts';
import { faultOf, ownAnswers } from './sheet-rules.ts';
import * as sheets from './sheet-store.ts';
import { texts } from './texts.ts';

/** Filings that this hand-in changes, as they now stand. Whether it is late, the calendar says as it is today. */
function handed(
  context: Context,
  open: Open,
  { receipt, calendar }: { readonly receipt: string; readonly calendar: WorkingCalendar },
): Incoming[] {
  const today = dayOf(context);
  const answers = open.row?.answers ?? {};
  return open.filings.flatMap((filing): Incoming[] => {
    const own = ownAnswers(open.all, filing, answers);
    const { id, state, endsOn, dueDays } = filing;
    const due = dueAfter(calendar, endsOn, dueDays);
    const late = today > due.dueOn;
    const common = {
      id,
      ...own,
      sensitiveAnswers: Object.keys(own.sensitiveAnswers).length > 0 ? own.sensitiveAnswers : null,
      handedInAt: context.clock.now().toISOString(),
      simulated: filing.simulated,
    };
    const questions = open.all.filter((each) => each.filing.id === id).length;
    if (state === 'due') return [{ ...common, ...due, questions, receipt, state: 'handed-in', late }];
    const before = { ...filing.answers, ...filing.sensitiveAnswers };
    if (same({ ...own.answers, ...own.sensitiveAnswers }, before)) return [];
    const corrected = { corrections: filing.corrections + 1, ...(late && { correctedLate: true }) };
    return [{ ...common, ...corrected }];
  });
}

const sorted = (answers: sheets.AnswersOf) =>
  JSON.stringify(Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const same = (one: sheets.AnswersOf, other: sheets.AnswersOf): boolean => sorted(one) === sorted(other);

/**
 * Hands the sheet in, once for every department that asks. Handed in again it is a correction; twice the same is one.
 * @throws Problem 422 `reporting.incomplete` with one entry a cell, 409 `reporting.handed-in`, `saved-elsewhere`, `asked-more`
 */
export async function handIn(
  context: Context,
  endsOn: string,
  { revision, returns }: { readonly revision: number; readonly returns: readonly string[] },
): Promise<Sheet> {
  return context.transaction(async (tx) => {
    await sheets.lockFilings(tx, (await partyOf(context, tx)).key, endsOn);
    const open = await step(context, tx, endsOn, { revision });
    requireNamed(open, returns);
    const { cells, row, party, filings } = open;
    const due = filings.some(({ state }) => state === 'due');
    if (row?.state === 'handed-in' && !due) throw new Problem(409, 'reporting.handed-in', texts.handedIn);
    const answers = row?.answers ?? {};
    const errors = cells.flatMap((cell) => {
      const detail = faultOf(cell, answers[cell.cell]);
      return detail ? [{ path: cell.cell, code: 'reporting.answer', detail }] : [];
    });
    if (errors.length > 0) throw new Problem(422, 'reporting.incomplete', texts.incomplete, { errors });
    const receipt = row?.receipt ?? (await sheets.nextReceipt(tx, dayOf(context).slice(0, 4)));
    const changed = handed(context, open, { receipt, calendar: await cityCalendar(tx) });
    await writeRows(context, tx, Filing, changed, {
      source: `reporting:${receipt}`,
      basis: 'reporting:file',
    });
    await sheets.putHandedIn(tx, {
      respondent: party.key,
      endsOn,
      receipt,
      by: context.actor.id,
      at: context.clock.now().toISOString(),
      questions: open.all.length,
      cells: cells.length,
      prefilled: cells.filter(({ cell, origin }) => origin && origin.value === answers[cell]).length,
    });
    return again(context, tx, open);
  });
}

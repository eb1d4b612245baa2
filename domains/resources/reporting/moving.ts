import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import { consentsOf } from './consent-store.ts';
import * as store from './follow-store.ts';
import { Consent, Filing } from './records.ts';
import { lockSheet } from './sheet-store.ts';

export const told = { source: 'registers:person', basis: 'registers:person' } as const;

/** Nothing of what the two owe, have begun and have handed in changes otherwise until the transaction ends. */
export async function lockAll(tx: Db, { from, to }: store.Way): Promise<void> {
  for (const endsOn of await store.lockBoth(tx, { from, to }))
    for (const respondent of [from, to].toSorted()) await lockSheet(tx, respondent, endsOn);
}

/** A filing under its new number. */
export interface Moved {
  readonly before: string;
  readonly id: string;
  readonly return: string;
  readonly undecided: string | null;
}

/**
 * What one owes and has handed in becomes the other's; where that one has handed in the same, both stand as they were. It keeps its
 * row in its department's dataset and is delivered once more: what was delivered bears the number of somebody else.
 */
export async function moveFilings(
  context: Context,
  tx: Db,
  { from, to }: store.Way,
  part: store.Part = {},
): Promise<Moved[]> {
  const filings = await store.filingsToMove(tx, { from, to }, part);
  const moved = filings.filter(({ there }) => there === null || there === 'dropped');
  const instead = filings.filter(({ there, state }) => there === 'due' && state === 'handed-in');
  const rows = [...moved, ...instead].map(({ there: _there, ...filing }) => ({
    ...filing,
    id: `${filing.return}.${filing.period}.${to}`,
    person: to,
    batch: null,
    deliveredAt: null,
  }));
  // First: the answers are in one place, and so is the row of the dataset.
  const left = filings.map(({ id, simulated }) => ({
    id,
    simulated,
    state: 'dropped',
    undecided: null,
    answers: null,
    sensitiveAnswers: null,
    rowKey: null,
    batch: null,
    deliveredAt: null,
  }));
  await writeRows(context, tx, Filing, left, told);
  await writeRows(context, tx, Filing, rows, told);
  return [...moved, ...instead].map(({ id: before, return: code, period, undecided }) => ({
    before,
    id: `${code}.${period}.${to}`,
    return: code,
    undecided,
  }));
}

/** What somebody agreed to, and took back, is theirs to see under whichever id. @param days ends of periods; all when absent */
export async function moveConsents(
  context: Context,
  tx: Db,
  { from, to }: store.Way,
  days?: readonly string[],
): Promise<void> {
  const rows = (await consentsOf(tx, from))
    .filter(({ endsOn }) => days === undefined || days.includes(endsOn))
    .map(({ id, simulated }) => ({ id, simulated, person: to }));
  await writeRows(context, tx, Consent, rows, told);
}

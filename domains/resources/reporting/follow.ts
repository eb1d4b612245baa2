import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { subscription } from '#kernel/module';
import { writeRows } from '#kernel/record-server';
import { personMerged, personNow } from '#platform/data/registers';
import { consentsOf } from './consent-store.ts';
import * as store from './follow-store.ts';
import { Consent, Filing, Respondent } from './records.ts';
import { lockSheet } from './sheet-store.ts';

const told = { source: 'registers:person', basis: 'registers:person' } as const;

/** What one owes and has handed in becomes the other's; where that one has handed in the same, both stand as they were. */
async function moveFilings(context: Context, tx: Db, { from, to }: store.Way): Promise<void> {
  const filings = await store.filingsToMove(tx, { from, to });
  const moved = filings.filter(({ there }) => there === null || there === 'dropped');
  const instead = filings.filter(({ there, state }) => there === 'due' && state === 'handed-in');
  const rows = [...moved, ...instead].map(({ there: _there, ...filing }) => ({
    ...filing,
    id: `${filing.return}.${filing.period}.${to}`,
    person: to,
  }));
  await writeRows(context, tx, Filing, rows, told);
  // The answers are in one place.
  const left = filings.map(({ id, simulated }) => ({
    id,
    simulated,
    state: 'dropped',
    answers: null,
    sensitiveAnswers: null,
  }));
  await writeRows(context, tx, Filing, left, told);
}

/** What somebody agreed to, and took back, is theirs to see under whichever id. */
async function moveConsents(context: Context, tx: Db, { from, to }: store.Way): Promise<void> {
  const rows = (await consentsOf(tx, from)).map(({ id, simulated }) => ({ id, simulated, person: to }));
  await writeRows(context, tx, Consent, rows, told);
}

async function move(context: Context, { from, to }: store.Way): Promise<void> {
  await context.transaction(async (tx) => {
    // Parted or merged on meanwhile: what came after has its own event.
    if ((await personNow(tx, from)) !== to) return;
    for (const endsOn of await store.lockBoth(tx, { from, to }))
      for (const respondent of [from, to].toSorted()) await lockSheet(tx, respondent, endsOn);
    await moveFilings(context, tx, { from, to });
    await store.moveSheets(tx, { from, to });
    await moveConsents(context, tx, { from, to });
    // Last: whoever joins a list owes what is not written down yet.
    const listings = await store.listingsToCopy(tx, { from, to });
    await writeRows(context, tx, Respondent, listings, told);
  });
}

/**
 * What somebody owes, has begun and has handed in follows them when two ids of the register become one, so that nobody is asked
 * twice and no answer is lost. Parted again, what was moved stays with whose id stayed.
 */
export const follows = [
  subscription('reporting.follow-merged', personMerged, ({ payload: { person, other } }, context) =>
    move(context, { from: other, to: person }),
  ),
];

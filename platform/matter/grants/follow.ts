import type { Context } from '#kernel/context';
import { subscription } from '#kernel/module';
import { writeRows } from '#kernel/record-server';
import { personMerged, personSplit } from '#platform/data/registers';
import { Application } from './records.ts';
import { applicationsMadeBy, applicationsToMove } from './follow-store.ts';

const move = (context: Context, from: string, applicant: string, made: boolean): Promise<void> =>
  context.transaction(async (tx) => {
    const ids = made
      ? await applicationsMadeBy(tx, from, applicant)
      : await applicationsToMove(tx, from, applicant);
    await writeRows(
      context,
      tx,
      Application,
      ids.map((id) => ({ id, applicant })),
      { source: 'registers:person', basis: 'registers:person' },
    );
  });

/**
 * Applications follow their applicant: two persons who are one have applied once each for all to see, so that nobody is granted
 * twice; parted, what one filed themselves is theirs again.
 */
export const follows = [
  subscription('grants.follow-merged', personMerged, ({ payload: { person, other } }, context) =>
    move(context, other, person, false),
  ),
  subscription('grants.follow-split', personSplit, ({ payload: { person, other } }, context) =>
    move(context, person, other, true),
  ),
];

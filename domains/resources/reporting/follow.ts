import type { Context } from '#kernel/context';
import { subscription } from '#kernel/module';
import { writeRows } from '#kernel/record-server';
import { personMerged, personNow, personSplit } from '#platform/data/registers';
import * as store from './follow-store.ts';
import { lockAll, moveConsents, moveFilings, told } from './moving.ts';
import { noteFollowed } from './parting-store.ts';
import { part } from './parting.ts';
import { Respondent } from './records.ts';
import { askAnew, askWhose } from './whose.ts';

async function unite(context: Context, { from, to }: store.Way): Promise<void> {
  await context.transaction(async (tx) => {
    // Parted or merged on meanwhile: what came after has its own event.
    if ((await personNow(tx, from)) !== to) return;
    await lockAll(tx, { from, to });
    await noteFollowed(tx, { from, to }, context.clock.now().toISOString());
    const moved = await moveFilings(context, tx, { from, to });
    await store.moveSheets(tx, { from, to }, { trace: from });
    await moveConsents(context, tx, { from, to });
    await askAnew(context, tx, { from, to }, moved);
    // Last: whoever joins a list owes what is not written down yet.
    const listings = await store.listingsToCopy(tx, { from, to });
    await writeRows(context, tx, Respondent, listings, told);
  });
}

async function divide(context: Context, { person, other }: { person: string; other: string }): Promise<void> {
  await context.transaction(async (tx) => {
    // Merged on meanwhile: what came after has its own event.
    if ((await personNow(tx, other)) !== other) return;
    const from = await personNow(tx, person);
    if (from === other) return;
    const unknown = await part(context, tx, { from, to: other });
    await askWhose(context, tx, { person: from, other }, unknown);
  });
}

/**
 * What somebody owes, has begun and has handed in follows them when two ids of the register become one, so that nobody is asked
 * twice and no answer is lost; when they are parted, each has their own again.
 */
export const follows = [
  subscription('reporting.follow-merged', personMerged, ({ payload: { person, other } }, context) =>
    unite(context, { from: other, to: person }),
  ),
  subscription('reporting.follow-split', personSplit, ({ payload }, context) => divide(context, payload)),
];

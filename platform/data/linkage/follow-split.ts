import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import { entitiesOfRows } from '#platform/data/registers';
import { pairRecord } from './bring.ts';
import * as store from './store.ts';

/** Rows that were linked to a person who was parted: where people gave them to the other, the pair says so and stands. */
export function followSplit(
  context: Context,
  split: {
    readonly person: string;
    readonly other: string;
    readonly decision: string | null;
    readonly decidedBy: readonly string[];
  },
): Promise<void> {
  return context.transaction(async (tx) => {
    const pairs = await store.linkedOf(tx, [split.person, split.other]);
    for (const [dataset, rows] of Map.groupBy(pairs, (pair) => pair.dataset)) {
      const now = await entitiesOfRows(
        tx,
        dataset,
        rows.map(({ rowKey }) => rowKey),
      );
      for (const { id, rowKey, person } of rows) {
        const whose = now.get(rowKey);
        if (whose === undefined || whose === person) continue;
        await writeRows(context, tx, pairRecord, [{ id, person: whose }], {
          source: 'linkage',
          basis: `registers:${split.decision ?? 'split'}`,
        });
        await store.addDecision(tx, id, {
          said: 'same',
          reason: `人员拆分 ${split.decision ?? ''}`,
          by: split.decidedBy.at(-1) ?? 'system',
          at: context.clock.now().toISOString(),
          takenBack: false,
          takesBack: false,
        });
      }
    }
  });
}

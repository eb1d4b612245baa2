import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill, type Text } from '#kernel/texts';
import { closeTask, openTask, type TaskKind } from '#platform/base/tasks';
import type { HandOverRow } from './store.ts';
import { texts } from './texts.ts';

const days = (amount: number) => ({ unit: 'working-days', amount }) as const;

export const taskKinds: readonly TaskKind[] = [
  { kind: 'handover.difference', title: texts.kindDifference, linkText: texts.linkDecide, clock: days(3) },
  { kind: 'handover.medium', title: texts.kindMedium, linkText: texts.linkMedium, clock: days(5) },
];

type About = 'difference' | 'medium';
const titles: Readonly<Record<About, Text>> = { difference: texts.differs, medium: texts.mediumWaits };

const source = (number: string, record: About) => ({ module: 'handover', record, key: number });

/** Asks the desk's office to decide what differs, or to see a medium off. */
export const openDeskTask = (
  context: Context,
  tx: Db,
  row: HandOverRow,
  { about, count = 1 }: { readonly about: About; readonly count?: number },
): Promise<string> =>
  openTask(context, tx, {
    kind: `handover.${about}`,
    title: fill(titles[about], { number: row.number }),
    owner: row.desk,
    source: source(row.number, about),
    link: `/handover/hand-overs/${encodeURIComponent(row.number)}`,
    count,
    simulated: row.simulated,
  });

export const closeDeskTask = (
  context: Context,
  tx: Db,
  number: string,
  { about, outcome }: { readonly about: About; readonly outcome: Text },
): Promise<string | undefined> => closeTask(context, tx, source(number, about), { outcome });

import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { later, reviewDays } from './rules.ts';
import { openTasksOf, type GlassRow } from './store.ts';
import { texts } from './texts.ts';

const DAY = 86_400_000;
const kind = 'emergency.glass';

const sourceOf = (id: string, to: string) => ({ module: 'emergency', record: 'glass', key: `${id} ${to}` });

/** Who must hear of it: the colleague named, every office that reviews, the office that keeps the row. */
export interface Hearers {
  readonly offices: readonly string[];
  readonly keeper: string | undefined;
}

/** Tells everybody who must know, in the transaction in which the glass breaks. */
export async function shout(context: Context, tx: Db, glass: GlassRow, hearers: Hearers): Promise<void> {
  const values = { record: glass.record, key: glass.key };
  const link = `/emergency/glasses?open=${glass.id}`;
  await openTask(context, tx, {
    kind,
    title: fill(texts.informed, values),
    owner: glass.organisation,
    assignee: glass.informed,
    source: sourceOf(glass.id, 'informed'),
    link: '/tasks',
  });
  for (const office of hearers.offices)
    await openTask(context, tx, {
      kind,
      title: fill(texts.toReview, values),
      owner: office,
      source: sourceOf(glass.id, `review ${office}`),
      link,
      dueAt: later(context.clock.now(), reviewDays * DAY),
    });
  if (hearers.keeper !== undefined && !hearers.offices.includes(hearers.keeper))
    await openTask(context, tx, {
      kind,
      title: fill(texts.yours, values),
      owner: hearers.keeper,
      source: sourceOf(glass.id, 'keeper'),
      link: '/tasks',
    });
}

/** The review is done: nobody has to wait for it any more. */
export async function hush(context: Context, tx: Db, id: string): Promise<void> {
  // Offices may have lost the right to review since they were told.
  for (const key of await openTasksOf(tx, id))
    await closeTask(context, tx, { ...sourceOf(id, ''), key }, { outcome: texts.reviewed });
}

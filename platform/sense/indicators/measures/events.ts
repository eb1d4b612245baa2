import type { Context } from '#kernel/context';
import type { EventKind } from '#kernel/event';
import { subscription, type Subscription } from '#kernel/module';
import { rowsWritten } from '#kernel/record-server';
import { datasetDescribed } from '#platform/data/catalogue';
import { batchChecked } from '#platform/data/quality';
import { measurer } from '../compute.ts';
import { refreshMeasures } from './jobs.ts';
import { markUnbuilt } from './built.ts';
import { touchedByDelivery } from './lake-touches.ts';
import { withdrawUnstanding } from './load.ts';
import { compilingOf, isRunnable, listMeasures, viewsOver } from './measures.ts';
import { Measure } from './records.ts';
import { listensTo, sourceIdsOf, touchedBy, type WrittenRows } from './touched-store.ts';
import { everything, touch } from './touches-store.ts';
import type { MeasureDefinition } from './shapes.ts';

const refreshSoon = (context: Context): Promise<string | undefined> =>
  context.startJob(context.db, refreshMeasures, {}, { actor: measurer });

/** Periods that written rows of a record touch; of a view that they show in, all: what it showed before is not known. */
async function periodsTouched(
  context: Context,
  measure: MeasureDefinition,
  written: WrittenRows,
): Promise<string[]> {
  const over = viewsOver(context, ({ of }) => of.includes(written.record));
  if (sourceIdsOf(measure).some((id) => over.has(id))) return [everything];
  if (!listensTo(measure, written.record)) return [];
  return touchedBy(context.db, measure, written, (side) => compilingOf(context, context.db, side));
}

/** Rows were written: the periods that they lie in, or lay in, are touched; a changed definition is built anew. */
export const touchOnWrite = subscription('indicators.touch', rowsWritten, async (happened, context) => {
  const { record, source, keys } = happened.payload;
  let found = 0;
  if (record === Measure.id) found = (await markUnbuilt(context)).length;
  else
    for (const measure of await listMeasures(context, context.db)) {
      if (!isRunnable(context, measure)) continue;
      const periods = await periodsTouched(context, measure, { record, source, keys });
      await touch(context.db, measure.code, periods, source);
      found += periods.length;
    }
  if (found > 0) await refreshSoon(context);
});

/** A delivery stands: the periods that its rows lie in, and those in which the rows lay that they replace, are touched. */
export const touchOnDelivery = subscription(
  'indicators.touch-delivery',
  batchChecked,
  async (happened, context) => {
    const { dataset, batch } = happened.payload;
    const measures = (await listMeasures(context, context.db)).filter((each) => isRunnable(context, each));
    const touched = await touchedByDelivery(context, measures, { dataset, batch });
    for (const [code, periods] of touched) await touch(context.db, code, periods, `batch:${batch}`);
    if ([...touched.values()].some(({ length }) => length > 0)) await refreshSoon(context);
  },
);

/** After what a view listens to, all that is counted from it is reckoned anew. */
export const touchViewsOn = (event: EventKind): Subscription =>
  subscription(`indicators.touch-views:${event.name}`, event, async (_happened, context) => {
    const over = viewsOver(context, ({ listens = [] }) =>
      listens.includes(event.name as `${string}.${string}`),
    );
    if (over.size === 0) return;
    const measures = await listMeasures(context, context.db);
    const counted = measures.filter((each) => sourceIdsOf(each).some((id) => over.has(id)));
    for (const { code } of counted) await touch(context.db, code, [everything], event.name);
    if (counted.length > 0) await refreshSoon(context);
  });

/** A dataset is described otherwise, or has left the catalogue: what cannot be counted from it any longer says so. */
export const followDescriptions = subscription(
  'indicators.follow-descriptions',
  datasetDescribed,
  (_happened, context) => withdrawUnstanding(context),
);

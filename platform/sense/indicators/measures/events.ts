import { subscription } from '#kernel/module';
import { rowsWritten } from '#kernel/record-server';
import { measurer } from '../compute.ts';
import { refreshMeasures } from './jobs.ts';
import { markUnbuilt } from './built.ts';
import { compilingOf, isRunnable, listMeasures } from './measures.ts';
import { Measure } from './records.ts';
import { listensTo, touchedBy } from './touched-store.ts';
import { touch } from './touches-store.ts';

/** Rows were written: the periods that they lie in, or lay in, are touched; a changed definition is built anew. */
export const touchOnWrite = subscription('indicators.touch', rowsWritten, async (happened, context) => {
  const { record, source, keys } = happened.payload;
  let found = 0;
  if (record === Measure.id) found = (await markUnbuilt(context)).length;
  else
    for (const measure of await listMeasures(context, context.db)) {
      if (!listensTo(measure, record) || !isRunnable(context, measure)) continue;
      const written = { record, source, keys };
      const periods = await touchedBy(context.db, measure, written, (side) => compilingOf(context, side));
      await touch(context.db, measure.code, periods, source);
      found += periods.length;
    }
  if (found > 0) await context.startJob(context.db, refreshMeasures, {}, { actor: measurer });
});

import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import { defineEvent } from '../event.ts';
import type { RecordPlan } from './plan.ts';

/** So many keys travel with the event; of more, only where they came from. */
const mostKeys = 100;

/** Rows of a record were created, changed, withdrawn or brought back. */
export const rowsWritten = defineEvent({
  name: 'records.rows-written',
  version: 1,
  title: { zh: '登记册有改动', en: 'Rows of a record were written' },
  payload: z.object({
    record: z.string(),
    source: z.string().describe('which rows: those that bear this source'),
    keys: z.array(z.string()).nullable().describe('the rows, when they are few'),
  }),
});

const heard = new WeakMap<Context['modules'], boolean>();

/** Whether anybody of this city listens; where nobody does nothing is written down. */
function isHeard({ modules }: Context): boolean {
  const known = heard.get(modules);
  if (known !== undefined) return known;
  const listens = modules.some(({ subscriptions = [] }) =>
    subscriptions.some(({ event }) => event === rowsWritten),
  );
  heard.set(modules, listens);
  return listens;
}

/**
 * Tells whoever keeps something made of a record's rows, in the transaction that wrote them. For a module that writes rows of
 * its record by SQL of its own, too: once for all of them, never for each.
 * @param written `keys`: null for every row that bears the source; of many likewise, unless `byKey` because not all bear it
 */
export async function tellWritten(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  written: { readonly keys: readonly string[] | null; readonly source: string; readonly byKey?: true },
): Promise<void> {
  const { keys, source, byKey } = written;
  if (keys?.length === 0 || !isHeard(context)) return;
  const tell = (some: readonly string[] | null) =>
    context.emit(tx, rowsWritten, {
      key: plan.record.id,
      payload: { record: plan.record.id, source, keys: some && [...some] },
    });
  if (keys === null || (!byKey && keys.length > mostKeys)) return tell(null);
  for (let from = 0; from < keys.length; from += mostKeys) await tell(keys.slice(from, from + mostKeys));
}

import type { Context } from '#kernel/context';
import { readRow } from '#kernel/record-server';
import type { CardView } from '../contract.ts';
import { Scheme } from '../records.ts';
import type { LeafInput } from '../shapes.ts';
import { evalueesOf, readMeasured } from './measured.ts';
import type { Card, CardLeaf } from './outcome.ts';

type Revised = CardView['revised'][number];

const nothing = { events: null, base: null, vintage: 0 };
const sidesOf = ({ events, base, vintage }: Pick<LeafInput, 'events' | 'base' | 'vintage'>) => ({
  events,
  base,
  vintage,
});

/** The periods that were released anew since. */
function changedIn({ inputs = [] }: CardLeaf, now: readonly LeafInput[]): Revised['periods'] {
  return now.flatMap((is) => {
    const was = inputs.find(({ period }) => period === is.period) ?? nothing;
    if (is.vintage <= was.vintage) return [];
    const { period, cause, rowsPath } = is;
    return [{ period, was: sidesOf(was), is: sidesOf(is), cause, rowsPath }];
  });
}

/** Which figures of a card were revised since they were scored. */
export async function revisedSince(
  context: Context,
  { unit, leaves }: Card,
  scheme: string,
): Promise<Revised[]> {
  // Of a result from before inputs were kept it is not known.
  const kept = leaves.filter((leaf) => leaf.kind === 'measure' && leaf.inputs !== undefined);
  const found = kept.length > 0 ? await readRow(context, context.db, Scheme, scheme) : undefined;
  if (!found) return [];
  const units = await evalueesOf(context.db, [unit]);
  const measured = await readMeasured(context, context.db, found.definition, units);
  return kept.flatMap((leaf) => {
    const [now] = measured.get(leaf.code) ?? [];
    const periods = now ? changedIn(leaf, now.inputs) : [];
    return now && periods.length > 0 ? [{ code: leaf.code, value: now.value, periods }] : [];
  });
}

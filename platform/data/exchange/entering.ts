import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { forgetRows } from './held-rows.ts';
import { enter, type Entered } from './metering.ts';
import type { Way } from './names.ts';
import { requireReader, requireWay } from './standing.ts';

/**
 * A reader comes in by an agreement, in the way that was agreed. What is held of one that stands no longer is let go.
 * @throws Problem as `enter`, `requireReader`, `requireWay`
 */
export async function entered(context: Context, id: string, way: Way): Promise<Entered> {
  try {
    return await enter(context, id, (caller, terms) => {
      requireReader(caller, terms);
      requireWay(terms, way);
    });
  } catch (error) {
    if (error instanceof Problem && error.status === 403) forgetRows(context, id);
    throw error;
  }
}

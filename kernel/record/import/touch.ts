import { scopeOf } from '../../actor.ts';
import type { Context } from '../../context.ts';
import type { RecordPlan } from '../plan.ts';

/** Whether somebody may write the whole record, and so see and undo the imports of others. */
export const writesAll = ({ record: { rights } }: RecordPlan, { actor }: Context): boolean =>
  rights.write !== undefined && (rights.write === 'public' || scopeOf(actor, rights.write) === 'city');

/** An import belongs to whoever started it. */
export const mayTouch = (plan: RecordPlan, context: Context, one: { readonly startedBy: string }): boolean =>
  one.startedBy === context.actor.id || writesAll(plan, context);

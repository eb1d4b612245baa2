import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { planOf, recordRegistry, type RecordPlan } from '#kernel/record-server';

/** Raised when terms are made another way, so that everything is made ready anew. */
const version = 1;

/**
 * Fields of a record that are searched by words: what it is called, and its other searched fields that are text.
 * Numbers of identity and telephone are looked for from their beginning by the record's own search; a field that says
 * another aloud is not looked at, since every field is read aloud here.
 */
export function wordFields(plan: RecordPlan): readonly string[] {
  const { label, labelEn, list } = plan.record;
  if (!list.search) return [];
  const names = [...new Set([label, ...(labelEn ? [labelEn] : []), ...list.search])];
  return names.filter((name) => {
    const { field } = plan.field(name);
    const isOpen = field.mask === undefined || field.mask === 'name';
    return field.kind === 'text' && isOpen && field.readingOf === undefined;
  });
}

export const shapeOf = (plan: RecordPlan): string => `${version} ${wordFields(plan).join(' ')}`;

/** Records of the city that can be searched by words. */
export const searchedPlans = (context: Pick<Context, 'modules'>): readonly RecordPlan[] =>
  [...recordRegistry(context.modules).values()]
    .map(({ record }) => planOf(record))
    .filter((plan) => wordFields(plan).length > 0);

/** Those that the actor may read at all. */
export const readablePlans = (context: Context): readonly RecordPlan[] =>
  searchedPlans(context).filter(({ record }) => may(context.actor, record.rights.read));

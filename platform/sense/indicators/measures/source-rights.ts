import { mayReveal, scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { RecordOf } from '#kernel/record';
import { filterable, planOf, recordRegistry, scopeCondition } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import type { RawBuilder } from 'kysely';
import { en } from '../texts.en.ts';
import { zh } from '../texts.zh.ts';
import { recordsOf } from './measures.ts';
import type { Aggregate, Dimension, MeasureDefinition } from './shapes.ts';
import { findField, isFound, type Found } from './sources.ts';
import { sidesOf } from './touched-store.ts';

/** What a reader may learn of the rows that a measure is made from, by their own rights to the records. */

const asRecord = (record: Found['record']): RecordOf => record as unknown as RecordOf;

/** Whether the actor may read every row of a record, and, where `personal`, what is masked in each of them. */
export function readsAll(context: Context, record: RecordOf, personal: boolean): boolean {
  const { read, reveal, scope } = record.rights;
  // Said by the policy itself: relations that the record needs, and a module's own rows, narrow a scope of the city too.
  if (scopeCondition(planOf(record), context, read) !== undefined) return false;
  if (!personal) return true;
  if (reveal === undefined || !mayReveal(context.actor, reveal)) return false;
  return scope?.undivided === true || scopeOf(context.actor, reveal) === 'city';
}

/** By which fields a row belongs to periods. */
const timesOf = ({ time, standing }: Aggregate): string[] =>
  standing?.until === undefined ? [time] : [time, standing.until];

/** Every field that one side tells rows apart by. */
function fieldsOf(measure: MeasureDefinition, aggregate: Aggregate): string[] {
  const below = aggregate === measure.denominator;
  return [
    ...(aggregate.field === undefined ? [] : [aggregate.field]),
    ...timesOf(aggregate),
    ...aggregate.where.map(({ field }) => field),
    ...aggregate.joins.map(({ from }) => from),
    ...measure.dimensions.map(({ field, denominator }) => (below ? (denominator ?? field) : field)),
  ];
}

/** The records of a measure of which the actor may not read all that it is made from. */
export function closedSources(context: Context, measure: MeasureDefinition): RecordOf[] {
  const registry = recordRegistry(context.modules);
  const find = recordsOf(context.modules, false);
  const sides = sidesOf(measure);
  const used = sides.flatMap((side) =>
    fieldsOf(measure, side)
      .map((path) => findField(side, path, find))
      .filter(isFound),
  );
  const personal = new Set(used.filter((found) => found.personal).map(({ record }) => record.id));
  const ids = new Set(sides.flatMap(({ record, joins }) => [record, ...joins.map((each) => each.record)]));
  return [...ids].flatMap((id) => {
    const record = registry.get(id)?.record;
    return !record || readsAll(context, record, personal.has(id)) ? [] : [record];
  });
}

/** Whoever may read every row of the sources is shown small counts too: the rows would tell. */
export function seesWhole(context: Context, measure: MeasureDefinition): boolean {
  if (!measure.secrecy) return true;
  const sides = sidesOf(measure);
  const registry = recordRegistry(context.modules);
  // What is made of others, or of records that are not here, names no rows that could be read instead.
  return (
    sides.length > 0 &&
    sides.every(({ record }) => registry.has(record)) &&
    closedSources(context, measure).length === 0
  );
}

export const mayNotOpen = (permission: string): Problem =>
  new Problem(
    403,
    'indicators.may-not-open',
    fill({ zh: zh.mayNotOpen, en: en.mayNotOpen }, { permission }),
    { permission },
  );

/** The year of a date stays readable where it is masked. */
const yearShows = ({ field }: Found): boolean => field.kind === 'date' && field.mask === 'date';

/**
 * What rows that count may be told apart by to this reader: who is listed tells what their fields say, masked or not.
 * @param dimensions those that are chosen
 * @returns conditions on the rows, those in which a personal field is open to the reader
 * @throws Problem 403 `records.may-not-filter` for a personal field, `indicators.may-not-open` for a joined record
 */
export function askedOfRows(
  context: Context,
  aggregate: Aggregate,
  { dimensions, byYear }: { readonly dimensions: readonly Dimension[]; readonly byYear: boolean },
): RawBuilder<unknown>[] {
  const find = recordsOf(context.modules, false);
  const paths = [
    ...(aggregate.field === undefined ? [] : [aggregate.field]),
    ...timesOf(aggregate),
    ...aggregate.where.map(({ field }) => field),
    ...dimensions.map(({ field }) => field),
  ];
  const joined = new Set(paths.filter((path) => path.includes('.')).map((path) => path.split('.')[0]));
  const ways = aggregate.joins.filter(({ as }) => joined.has(as)).map(({ from }) => from);
  return [...new Set([...paths, ...ways])].flatMap((path) => {
    const found = findField(aggregate, path, find);
    if (!isFound(found)) return [];
    const record = asRecord(found.record);
    const plan = planOf(record);
    const open =
      path === aggregate.time && byYear && yearShows(found)
        ? undefined
        : filterable(plan, context, plan.field(found.name));
    if (found.alias === 't') return open === undefined ? [] : [open];
    // Of another record a row is one among many: its rights must hold for all of them.
    if (scopeCondition(plan, context, record.rights.read) !== undefined) throw mayNotOpen(record.rights.read);
    if (open !== undefined) throw mayNotOpen(record.rights.reveal ?? record.rights.read);
    return [];
  });
}

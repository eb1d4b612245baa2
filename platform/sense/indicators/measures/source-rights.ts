import { mayReveal, scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Permission } from '#kernel/operation';
import { Problem } from '#kernel/problem';
import type { PublishedView } from '#kernel/published-view';
import type { RecordOf } from '#kernel/record';
import { filterable, planOf, recordRegistry, scopeCondition } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import type { RawBuilder } from 'kysely';
import { en } from '../texts.en.ts';
import { zh } from '../texts.zh.ts';
import type { Compiling } from './compile.ts';
import { mayNotTellBy, readsDataset, readsDatasets, revealsDataset } from './dataset-rights.ts';
import { fieldsUsed, timesOf } from './fields-used.ts';
import { findSources } from './measures.ts';
import type { Dimension, MeasureDefinition } from './shapes.ts';
import { findField, isFound, type Found, type Source } from './sources.ts';
import { sidesOf } from './touched-store.ts';

/** What a reader may learn of the rows that a measure is made from, by their own rights to the records. */

/** Whose rights say who may read the rows of a view. */
export function recordOfView(context: Context, { rights }: PublishedView): RecordOf | undefined {
  return 'record' in rights ? recordRegistry(context.modules).get(rights.record)?.record : undefined;
}

/** By which permission the rows of a source are read. */
export function readPermission(context: Context, source: Source): Permission {
  if (source.kind === 'dataset') return readsDatasets;
  if (source.kind === 'record') return source.record.rights.read;
  const { rights } = source.view;
  if ('permission' in rights) return rights.permission;
  return recordOfView(context, source.view)?.rights.read ?? 'indicators:manage';
}

/** Whether the actor may read every row of a record, and, where `personal`, what is masked in each of them. */
function readsRecord(context: Context, record: RecordOf, personal: boolean): boolean {
  const { read, reveal, scope } = record.rights;
  // Said by the policy itself: relations that the record needs, and a module's own rows, narrow a scope of the city too.
  if (scopeCondition(planOf(record), context, read) !== undefined) return false;
  if (!personal) return true;
  if (reveal === undefined || !mayReveal(context.actor, reveal)) return false;
  return scope?.undivided === true || scopeOf(context.actor, reveal) === 'city';
}

/** Whether the actor may read every row of a source, and, where `personal`, what is masked in each of them. */
export function readsAll(context: Context, source: Source, personal: boolean): boolean {
  if (source.kind === 'record') return readsRecord(context, source.record, personal);
  if (source.kind === 'dataset')
    return readsDataset(context, source.dataset) && (!personal || revealsDataset(context, source.dataset));
  const record = recordOfView(context, source.view);
  if (record) return readsRecord(context, record, personal);
  return (
    'permission' in source.view.rights && scopeOf(context.actor, source.view.rights.permission) === 'city'
  );
}

/** The sources of a measure of which the actor may not read all that it is made from. */
export async function closedSources(context: Context, db: Db, measure: MeasureDefinition): Promise<Source[]> {
  const sides = sidesOf(measure);
  const find = await findSources(context, db, sides);
  const used = sides.flatMap((side) =>
    fieldsUsed(measure, side)
      .map((path) => findField(side, path, find))
      .filter(isFound),
  );
  const personal = new Set(used.filter((found) => found.personal).map(({ source }) => source.id));
  const ids = new Set(sides.flatMap(({ record, joins }) => [record, ...joins.map((each) => each.record)]));
  return [...ids].flatMap((id) => {
    const source = find(id);
    return !source || source === 'elsewhere' || readsAll(context, source, personal.has(id)) ? [] : [source];
  });
}

/** Whoever may read every row of the sources is shown small counts too: the rows would tell. */
export async function seesWhole(context: Context, measure: MeasureDefinition): Promise<boolean> {
  if (!measure.secrecy) return true;
  const sides = sidesOf(measure);
  const find = await findSources(context, context.db, sides);
  const isHere = (id: string): boolean => {
    const source = find(id);
    return source !== undefined && source !== 'elsewhere';
  };
  // What is made of others, or of records that are not here, names no rows that could be read instead.
  return (
    sides.length > 0 &&
    sides.every(({ record }) => isHere(record)) &&
    (await closedSources(context, context.db, measure)).length === 0
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

/** Under which condition a field of a record may be asked of its rows; undefined for none. */
function openRecord(context: Context, found: Found, record: RecordOf): RawBuilder<unknown> | undefined {
  const plan = planOf(record);
  const open = filterable(plan, context, plan.field(found.name));
  if (found.alias === 't') return open;
  // Of another record a row is one among many: its rights must hold for all of them.
  if (scopeCondition(plan, context, record.rights.read) !== undefined) throw mayNotOpen(record.rights.read);
  if (open !== undefined) throw mayNotOpen(record.rights.reveal ?? record.rights.read);
  return undefined;
}

/** The same of any source: whoever may not read the whole of a view or a dataset is told none of it. */
function openOf(context: Context, found: Found): RawBuilder<unknown> | undefined {
  const { source, personal } = found;
  if (source.kind === 'record') return openRecord(context, found, source.record);
  if (!readsAll(context, source, false) && (source.kind === 'dataset' || found.alias !== 't'))
    throw mayNotOpen(readPermission(context, source));
  if (personal && !readsAll(context, source, true)) throw mayNotTellBy(found);
  return undefined;
}

/**
 * What rows that count may be told apart by to this reader: who is listed tells what their fields say, masked or not.
 * @param asked.dimensions those that are chosen
 * @returns conditions on the rows, those in which a personal field is open to the reader
 * @throws Problem 403 `records.may-not-filter` for a personal field, `indicators.may-not-open` for a joined source
 */
export function askedOfRows(
  context: Context,
  { aggregate, find }: Pick<Compiling, 'aggregate' | 'find'>,
  { dimensions, byYear }: { readonly dimensions: readonly Dimension[]; readonly byYear: boolean },
): RawBuilder<unknown>[] {
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
    if (!isFound(found) || (path === aggregate.time && byYear && yearShows(found))) return [];
    return openOf(context, found) ?? [];
  });
}

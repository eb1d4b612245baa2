import { dayIn, dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import * as cells from './cell-store.ts';
import type { Vintage } from './cell-store.ts';
import type { SideCell, Slice } from './compile.ts';
import { derivedSide } from './derive-store.ts';
import { rollUpMethod } from './built.ts';
import { compilingOf, fingerprintOf, listMeasures, runnableOf, termCodes } from './measures.ts';
import { startOf } from './periods.ts';
import { knownPeriods } from './known-periods.ts';
import { tellReleased } from './released-event.ts';
import { revise } from './revise.ts';
import { grainsOf, type Grain, type MeasureDefinition } from './shapes.ts';
import { countSide, liesInLake } from './read-side.ts';
import { isFromLake, lakeCells, readLake, type LakeRead } from './lake-cells.ts';
import * as store from './store.ts';
import { dropTouched, everything, joinCauses, listTouched, touch, type Touched } from './touches-store.ts';

/** A city's years of rows take longer than a page may. */
const longest = 600_000;

type Side = 'numerator' | 'denominator';

async function readSide(
  context: Context,
  db: Db,
  measure: MeasureDefinition,
  of: { side: Side; slice: Slice; read: LakeRead },
) {
  const { side, slice } = of;
  const { derived, dimensions } = measure;
  const terms = derived?.[side];
  if (terms) return derivedSide(db, measure, terms, slice);
  const aggregate = measure[side];
  if (!aggregate) return undefined;
  const compiling = await compilingOf(context, db, aggregate);
  if (liesInLake(compiling)) return lakeCells(context, db, measure, { ...of, compiling });
  return countSide(context, db, compiling, { dimensions, side, slice });
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

const nothing = { sum: null, rows: 0, simulated: false, as_of: null } as const;
/** A source that has rows of the period and none of the place has nothing there. */
const none = { ...nothing, sum: '0' } as const;

type Said = Pick<SideCell, 'sum' | 'rows' | 'simulated' | 'as_of'>;

/** A mean is its own ratio: its sum over how many rows count. */
const belowOf = (measure: MeasureDefinition, above: Said, below: Said): Said =>
  measure.numerator?.aggregate === 'average' ? { ...above, sum: String(above.rows) } : below;

/** Both sides of each cell. Where one source has no rows of the period at all, nothing is known of its side. */
function join(
  measure: MeasureDefinition,
  above: readonly SideCell[],
  below: readonly SideCell[],
): cells.Cell[] {
  const keyOf = ({ period, place }: Pick<SideCell, 'period' | 'place'>) => `${period} ${place}`;
  const saidOf = (side: ReadonlyMap<string, Said>, cell: SideCell): Said =>
    side.get(keyOf(cell)) ?? (side.has(keyOf({ ...cell, place: '{}' })) ? none : nothing);
  const parts = new Map(above.map((cell) => [keyOf(cell), cell]));
  const wholes = new Map(below.map((cell) => [keyOf(cell), cell]));
  return [...new Map([...wholes, ...parts]).values()].map((cell) => {
    const part = saidOf(parts, cell);
    const whole = belowOf(measure, part, saidOf(wholes, cell));
    return {
      period: cell.period,
      place: cell.place,
      numerator: part.sum,
      numerator_rows: Number(part.rows),
      denominator: whole.sum,
      denominator_rows: Number(whole.rows),
      simulated: part.simulated || whole.simulated,
      as_of: later(part.as_of, whole.as_of),
    };
  });
}

export interface Refreshing {
  readonly measure: MeasureDefinition;
  /** Every measure by its code. */
  readonly measures: ReadonlyMap<string, MeasureDefinition>;
  /** What the lake said of its periods. */
  readonly read: LakeRead;
  /** Periods at the measure's own grain; `everything` among them for all. */
  readonly touched: readonly Touched[];
}

interface Asked {
  /** First days of periods in order; undefined for all. */
  readonly starts: readonly string[] | undefined;
  readonly causeOf: (period: string) => string;
}

/** What is reckoned anew at a grain, and what brought it: the causes of all that lies in the period. */
function askedAt(touched: readonly Touched[], grain: Grain): Asked {
  const whole = touched.find(({ period }) => period === everything);
  const own = touched.filter((each) => each !== whole);
  const byStart = Map.groupBy(own, ({ period }) => startOf(period, grain));
  const causes = new Map(
    [...byStart].map(([start, some]) => [start, joinCauses(some.map(({ cause }) => cause))]),
  );
  return {
    starts: whole ? undefined : [...causes.keys()].toSorted(),
    causeOf: (period) => causes.get(period) ?? whole?.cause ?? 'recount',
  };
}

/** What a measure is made of is not there, or was built anew meanwhile: it waits, and what is touched of it stays. */
class TermsUnbuilt extends Error {}

/** Whoever changes a definition forgets its values at once, before they are reckoned anew: of nothing nothing is made. */
async function requireTerms(db: Db, measure: MeasureDefinition): Promise<ReadonlyMap<string, string>> {
  const codes = new Set(termCodes(measure));
  const terms = await store.buildsNow(db, [...codes]);
  if (terms.size < codes.size) throw new TermsUnbuilt();
  return terms;
}

/** Held from here to the end, so that nobody forgets the terms between this and the commit; not while it reckons. */
async function requireSame(
  db: Db,
  measure: MeasureDefinition,
  terms: ReadonlyMap<string, string>,
): Promise<void> {
  const now = await store.holdBuilt(db, [measure.code, ...terms.keys()]);
  if ([...terms].some(([code, built]) => now.get(code) !== built)) throw new TermsUnbuilt();
}

/** Reckons periods of a measure anew from its sources, at its own grain and every one above, and keeps what is said. */
async function reckon(context: Context, db: Db, refreshing: Refreshing): Promise<number> {
  const { measure, measures, read, touched } = refreshing;
  const at = context.clock.now().toISOString();
  const terms = await requireTerms(db, measure);
  const built = await store.findBuilt(db, measure.code);
  const builtOn = built && dayIn(context.config.TIME_ZONE, new Date(built.built_at));
  let changed = 0;
  let simulated = false;
  const vintages: Vintage[] = [];
  for (const grain of grainsOf(measure.grain)) {
    const { starts, causeOf } = askedAt(touched, grain);
    const only = await knownPeriods(db, measure, { grain, starts, measures });
    const slice = { grain, starts, only };
    const above = (await readSide(context, db, measure, { side: 'numerator', slice, read })) ?? [];
    const below = (await readSide(context, db, measure, { side: 'denominator', slice, read })) ?? [];
    const revised = revise({
      grain,
      before: await cells.listCells(db, { measure: measure.code, grain, starts }),
      now: join(measure, above, below),
      today: dayOf(context),
      at,
      causeOf,
      builtOn,
    });
    await cells.putCells(db, measure.code, revised.put);
    await cells.dropCells(db, measure.code, revised.gone);
    await cells.putVintages(db, measure.code, revised.vintages);
    changed += revised.put.length + revised.gone.length;
    vintages.push(...revised.vintages);
    simulated ||= revised.put.some((cell) => cell.vintage > 0 && cell.simulated);
  }
  await requireSame(db, measure, terms);
  await tellReleased(context, db, { measure: measure.code, vintages, simulated });
  const fingerprint = fingerprintOf(measure);
  await store.putBuilt(db, { measure: measure.code, fingerprint, method: rollUpMethod, at });
  return changed;
}

/** Measures after those that they are made of. The checks allow no cycle. */
function inOrder(measures: readonly MeasureDefinition[]): MeasureDefinition[] {
  const byCode = new Map(measures.map((measure) => [measure.code, measure]));
  const done = new Set<string>();
  const order: MeasureDefinition[] = [];
  const visit = (measure: MeasureDefinition): void => {
    if (done.has(measure.code)) return;
    done.add(measure.code);
    for (const code of termCodes(measure)) {
      const other = byCode.get(code);
      if (other) visit(other);
    }
    order.push(measure);
  };
  for (const measure of measures) visit(measure);
  return order;
}

/** What is made of a measure is touched with it, in the same transaction: nothing is forgotten when that fails. */
async function touchDependents(
  tx: Db,
  all: readonly MeasureDefinition[],
  { measure, touched }: Pick<Refreshing, 'measure' | 'touched'>,
): Promise<void> {
  for (const other of all) {
    if (!termCodes(other).includes(measure.code)) continue;
    for (const [cause, some] of Map.groupBy(touched, (each) => each.cause)) {
      const periods = some.map(({ period }) => startOf(period, other.grain));
      await touch(tx, other.code, [...new Set(periods)], cause);
    }
  }
}

/**
 * Whether what is kept is by the definition as it stands, or is to be reckoned from the first row on. Of a definition that was
 * saved a moment ago rows may be touched before it is marked: a part alone would pass for the whole.
 */
async function isMarked(db: Db, measure: MeasureDefinition, touched: readonly Touched[]): Promise<boolean> {
  const built = await store.findBuilt(db, measure.code);
  if (!built) return touched.some(({ period }) => period === everything);
  return built.fingerprint === fingerprintOf(measure) && built.gone_at === null;
}

/** What is touched of a measure that is counted from the lake, and what the lake says of it; undefined for every other. */
async function readLakeFirst(context: Context, measure: MeasureDefinition) {
  if (!isFromLake(measure)) return undefined;
  const touched = await listTouched(context.db, measure.code);
  if (touched.length === 0) return { touched, read: new Map() };
  return { touched, read: await readLake(context, measure, (grain) => askedAt(touched, grain).starts) };
}

/** @returns whether there was anything to do */
async function refreshOne(
  context: Context,
  measure: MeasureDefinition,
  all: readonly MeasureDefinition[],
): Promise<boolean> {
  const lake = await readLakeFirst(context, measure);
  const measures = new Map(all.map((each) => [each.code, each]));
  return context.transaction(
    async (tx) => {
      // Of what the lake was read for, and of no more: what is touched since is reckoned the next time.
      const touched = lake?.touched ?? (await listTouched(tx, measure.code));
      const read = lake?.read ?? new Map();
      if (touched.length === 0 || !(await isMarked(tx, measure, touched))) return false;
      await reckon(context, tx, { measure, measures, read, touched });
      await touchDependents(tx, all, { measure, touched });
      // Last, so that whoever writes rows meanwhile touches them without waiting for this.
      await dropTouched(tx, measure.code, touched);
      return true;
    },
    { timeoutMs: longest },
  );
}

/**
 * Brings every measure up to date: only the periods whose rows were written since are reckoned. Each measure is a transaction
 * of its own, so that one that fails keeps what was touched and stops no other.
 * @returns codes that were refreshed, and codes that failed
 */
export async function refreshTouched(
  context: Context,
  signal?: AbortSignal,
): Promise<{ refreshed: string[]; failed: string[] }> {
  const all = await listMeasures(context, context.db);
  const measures = inOrder(runnableOf(context, all));
  const refreshed: string[] = [];
  const failed: string[] = [];
  const waiting = new Set<string>();
  for (const measure of measures) {
    signal?.throwIfAborted();
    // Of what could not be reckoned nothing can be made: what is touched waits until it could.
    if (termCodes(measure).some((code) => waiting.has(code))) {
      waiting.add(measure.code);
      continue;
    }
    try {
      if (await refreshOne(context, measure, all)) refreshed.push(measure.code);
    } catch (error) {
      waiting.add(measure.code);
      if (error instanceof TermsUnbuilt) continue;
      context.log.error({ err: error, measure: measure.code }, 'a measure could not be refreshed');
      failed.push(measure.code);
    }
  }
  return { refreshed, failed };
}

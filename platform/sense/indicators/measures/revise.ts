import type { Cell, KeptCell, Vintage } from './cell-store.ts';
import { endOf } from './periods.ts';
import type { Grain } from './shapes.ts';

export interface Revising {
  readonly grain: Grain;
  /** What was kept of the periods that were reckoned anew. */
  readonly before: readonly KeptCell[];
  /** What they are now. */
  readonly now: readonly Cell[];
  /** A day of the city's calendar. */
  readonly today: string;
  readonly at: string;
  /** What brought what a period says now. */
  readonly causeOf: (period: string) => string;
  /** The day since which the measure is kept: a period that ended later was released when it ended. */
  readonly builtOn: string | undefined;
}

export interface Revised {
  readonly put: readonly KeptCell[];
  readonly gone: readonly { readonly grain: Grain; readonly period: string; readonly place: string }[];
  readonly vintages: readonly Vintage[];
}

const number = (value: string | null): number | null => (value === null ? null : Number(value));

export const isSameSum = (one: Cell, other: Cell): boolean =>
  number(one.numerator) === number(other.numerator) && number(one.denominator) === number(other.denominator);

const isSame = (one: Cell, other: Cell): boolean =>
  isSameSum(one, other) &&
  one.numerator_rows === other.numerator_rows &&
  one.denominator_rows === other.denominator_rows &&
  one.simulated === other.simulated &&
  one.as_of === other.as_of;

const nothing = (period: string, place: string): Cell => ({
  period,
  place,
  numerator: null,
  numerator_rows: 0,
  denominator: null,
  denominator_rows: 0,
  simulated: false,
  as_of: null,
});

const vintageOf = (cell: Cell, vintage: number, { grain, at, causeOf }: Revising): Vintage => ({
  grain,
  period: cell.period,
  place: cell.place,
  vintage,
  numerator: cell.numerator,
  numerator_rows: cell.numerator_rows,
  denominator: cell.denominator,
  denominator_rows: cell.denominator_rows,
  released_at: at,
  cause: causeOf(cell.period),
});

/** The releases of one value of a period that is over: the first as it then stood, and this one where it differs. */
function releases(revising: Revising, old: KeptCell | undefined, now: Cell): Vintage[] {
  if (old && old.vintage > 0) return isSameSum(old, now) ? [] : [vintageOf(now, old.vintage + 1, revising)];
  const end = endOf(now.period, revising.grain);
  const wasKept = revising.builtOn !== undefined && revising.builtOn < end;
  if (!wasKept) return [vintageOf(now, 1, revising)];
  const first = old ?? nothing(now.period, now.place);
  const released = vintageOf(first, 1, { ...revising, causeOf: () => 'release' });
  return isSameSum(first, now) ? [released] : [released, vintageOf(now, 2, revising)];
}

/** What one value becomes; undefined when it stays as it is. */
function revised(
  revising: Revising,
  old: KeptCell | undefined,
  cell: Cell,
): { put: KeptCell; released: Vintage[] } | undefined {
  const { grain, today, at } = revising;
  const released = endOf(cell.period, grain) <= today ? releases(revising, old, cell) : [];
  if (old && isSame(old, cell) && released.length === 0) return undefined;
  const vintage = released.at(-1)?.vintage ?? old?.vintage ?? 0;
  return { put: { ...cell, grain, vintage, computed_at: at }, released };
}

/**
 * What changes in the kept values. While a period runs its values come and go; once it is over each change is a revision that
 * is kept with its cause, and a value that has no rows any more stays as one that says so.
 */
export function revise(revising: Revising): Revised {
  const { grain, before, now, today } = revising;
  const keyOf = ({ period, place }: Cell): string => `${period} ${place}`;
  const old = new Map(before.map((cell) => [keyOf(cell), cell]));
  const present = new Set(now.map(keyOf));
  const vanished = before.filter((cell) => !present.has(keyOf(cell)));
  const [ended, gone] = [true, false].map((over) =>
    vanished.filter(({ period }) => endOf(period, grain) <= today === over),
  );
  const left = (ended ?? []).map(({ period, place }) => nothing(period, place));
  const changes = [...now, ...left].flatMap((cell) => revised(revising, old.get(keyOf(cell)), cell) ?? []);
  return {
    put: changes.map(({ put }) => put),
    gone: gone ?? [],
    vintages: changes.flatMap(({ released }) => released),
  };
}

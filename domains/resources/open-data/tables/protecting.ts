import type { Context } from '#kernel/context';
import type { LakeSession } from '#kernel/lake';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import {
  errorOf,
  isMargin,
  mostCells,
  mostHiding,
  privateCounts,
  stridesOf,
  suppress,
  withMargins,
  type Table,
} from '#engines/disclosure';
import type { Gate } from '../city.ts';
import { makingOf, type Passed } from '../release/gate.ts';
import type { Source, SourceRows } from '../release/source.ts';
import type { ColumnChoice, Risk, TableMeasure } from '../shapes.ts';
import { texts } from '../texts.ts';
import { alikeCells } from './alike.ts';
import { leftOf } from './budget.ts';
import { countCells, type Counted } from './counting.ts';
import { dimensionsOf, tableColumns } from './dimensions.ts';
import { writeTable } from './writing.ts';

interface Asked {
  readonly source: Source;
  readonly rows: SourceRows;
  readonly choices: readonly ColumnChoice[];
  readonly gate: Gate;
  /** What a version spends: then counts leave with noise instead of small ones hidden. */
  readonly milliEpsilon: number | null;
}

async function count(context: Context, session: LakeSession, asked: Asked): Promise<Counted> {
  const { source, rows, choices } = asked;
  const making = await makingOf(context, source, rows.dataAt);
  const dimensions = dimensionsOf(source, choices, making);
  const cells = dimensions.reduce((product, { categories }) => product * (categories.length + 2), 1);
  const alwaysUnknown = asked.milliEpsilon !== null;
  const most = alwaysUnknown ? mostCells : mostHiding;
  if (cells > most)
    throw new Problem(422, 'open-data.table-too-large', fill(texts.tooLarge, { cells, most }));
  return countCells(session, { source, rows, choices, making, dimensions, alwaysUnknown });
}

type Tabled = Pick<Risk, 'kept' | 'suppressed' | 'classes' | 'k' | 'verdict'> & {
  readonly table: Table;
  readonly hidden: readonly boolean[] | undefined;
  readonly measure: TableMeasure;
};

const sizesOf = ({ dimensions }: Counted): number[] => dimensions.map(({ categories }) => categories.length);

function verdictOf(counted: number, held: number, gate: Gate): Risk['verdict'] {
  if (counted === 0) return 'no-rows';
  if (held === counted) return 'nothing-left';
  return (100 * held) / counted > gate.suppressAtMost ? 'too-much-held-back' : 'fits';
}

/** What the hidden cells count that are no totals. */
function heldBy({ sizes, counts }: Table, hidden: readonly boolean[]): number {
  const strides = stridesOf(sizes);
  return counts.reduce(
    (sum, each, cell) => (hidden[cell] === true && !isMargin(cell, sizes, strides) ? sum + each : sum),
    0,
  );
}

interface Found {
  readonly hidden: readonly boolean[];
  readonly held: number;
  readonly primary: number;
  readonly secondary: number | null;
}

/**
 * What to hide. Where the small counts alone are too much, what else would have to be is not looked for, which takes the longest:
 * the table does not fit whatever it is. What it holds back then is the least it would, and none of its cells is left to be shown.
 */
function search(
  table: Table,
  counted: number,
  { gate, also }: { gate: Gate; also: readonly number[] },
): Found {
  const { counts } = table;
  const all = counts.map(() => true);
  const small = counts.map((each) => each > 0 && each < gate.k);
  for (const cell of also) small[cell] = true;
  const least = heldBy(table, small);
  if (verdictOf(counted, least, gate) !== 'fits')
    return { hidden: all, held: least, primary: small.filter(Boolean).length, secondary: null };
  const done = suppress(table, { k: gate.k, also });
  if (!done) return { hidden: all, held: heldBy(table, all), primary: counts.length, secondary: 0 };
  return { ...done, held: heldBy(table, done.hidden) };
}

/** The table with small counts, those of groups that are all alike, and what they could be reckoned from, hidden. */
function hide(counted: Counted, { gate, source }: Asked): Tabled {
  const table = withMargins(sizesOf(counted), counted.inner);
  const { counts } = table;
  const also = alikeCells({ table, dimensions: counted.dimensions, l: gate.l });
  const { hidden, held, primary, secondary } = search(table, counted.counted, { gate, also });
  const shown = counts.filter((each, cell) => each > 0 && hidden[cell] !== true);
  return {
    table,
    hidden,
    kept: counted.counted - held,
    suppressed: held,
    classes: counted.inner.filter((each) => each > 0).length,
    k: shown.length > 0 ? Math.min(...shown) : null,
    verdict: verdictOf(counted.counted, held, gate),
    measure: {
      form: 'suppressed-table',
      each: source.person === undefined ? 'row' : 'person',
      cells: counts.length,
      primary,
      secondary,
      milliEpsilon: null,
      error: null,
      left: null,
    },
  };
}

/** The table with noise in each cell, its totals the sums of what it shows. */
function blur(counted: Counted, asked: Asked, spending: Spent): Tabled {
  const privacy = { milliEpsilon: spending.milliEpsilon, sensitivity: 1 };
  const table = withMargins(sizesOf(counted), privateCounts(counted.inner, privacy));
  return {
    table,
    hidden: undefined,
    kept: counted.counted,
    suppressed: 0,
    classes: counted.inner.length,
    k: null,
    verdict: counted.counted === 0 ? 'no-rows' : 'fits',
    measure: {
      form: 'private-counts',
      each: asked.source.person === undefined ? 'row' : 'person',
      cells: table.counts.length,
      primary: 0,
      secondary: 0,
      milliEpsilon: spending.milliEpsilon,
      error: errorOf(privacy),
      left: spending.left,
    },
  };
}

interface Spent {
  readonly milliEpsilon: number;
  readonly left: number;
}

/**
 * Measures what a table of counts would tell of anybody, and protects it: small counts hidden with those they could be
 * reckoned from, or each count with noise. Leaves the table `passed` in the session, as the gate for rows does.
 * @throws Problem 422 `open-data.table-too-large`
 */
export async function passTable(context: Context, session: LakeSession, asked: Asked): Promise<Passed> {
  const { source, rows, gate, milliEpsilon } = asked;
  const counted = await count(context, session, asked);
  const made =
    milliEpsilon === null
      ? hide(counted, asked)
      : blur(counted, asked, { milliEpsilon, left: await leftOf(context.db, source.code) });
  const { table, hidden, measure, ...measured } = made;
  const { dimensions } = counted;
  await writeTable(session, { table, dimensions, hidden, simulated: rows.simulated });
  const risk: Risk = {
    ...measured,
    measuredAt: context.clock.now().toISOString(),
    rows: counted.counted,
    l: null,
    wanted: gate,
    held: [],
    table: measure,
  };
  return { risk, lines: table.counts.length, columns: tableColumns(dimensions, hidden !== undefined) };
}

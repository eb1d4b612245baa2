import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { findOrganisation } from '#platform/base/organisations';
import { readReleased, type ReleasedLine, type ReleasedValue } from '#platform/sense/indicators';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import { leavesOf, type LeafInput, type MeasureLeaf, type SchemeDefinition } from '../shapes.ts';

/** What a measure says of one unit over the period. */
export interface Measured {
  readonly events: number | null;
  readonly base: number | null;
  /** With the factor: as the measure's own pages show it. */
  readonly value: number | null;
  readonly withheld: boolean;
  readonly simulated: boolean;
  readonly rowsPath: string;
  readonly periods: string | null;
  /** What was added up, period by period; none where one of them is withheld. */
  readonly inputs: readonly LeafInput[];
  readonly unit: Text;
  readonly factor: number;
  readonly ratio: boolean;
}

export interface Evaluee {
  readonly code: string;
  readonly name: Text;
  readonly division: string | null;
}

/** The units of a scheme as the city knows them. */
export async function evalueesOf(db: Db, units: readonly string[]): Promise<Evaluee[]> {
  const found = [];
  for (const code of units) {
    const organisation = await findOrganisation(db, code);
    const { name = { zh: code, en: code }, division = null } = organisation ?? {};
    found.push({ code, name, division });
  }
  return found;
}

const total = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
};

function added(values: readonly ReleasedValue[], { factor }: MeasureDefinition, ratio: boolean) {
  const events = total(values.map(({ numerator }) => numerator));
  const base = ratio ? total(values.map(({ denominator }) => denominator)) : null;
  if (!ratio) return { events, base, value: events === null ? null : events * factor };
  return { events, base, value: events === null || !base ? null : (events / base) * factor };
}

const isRatio = ({ denominator, derived, numerator }: MeasureDefinition): boolean =>
  denominator !== undefined || derived?.denominator !== undefined || numerator?.aggregate === 'average';

interface Reading {
  readonly leaf: MeasureLeaf;
  readonly measure: MeasureDefinition;
  readonly scheme: SchemeDefinition;
}

const stretchOf = (first: string | undefined, last: string | undefined): string | null => {
  if (first === undefined || last === undefined) return null;
  return first === last ? first : `${first} – ${last}`;
};

/** The period whose rows are opened: the only one, the year in which all lie, or the last. */
function opensOn(first: string | undefined, last: string | undefined): string | undefined {
  if (first === last || first === undefined || last === undefined) return last;
  return first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : last;
}

const rowsOf = ({ by, measure }: MeasureLeaf, place: string, period: string | undefined): string => {
  const query = new URLSearchParams({
    where: `${by}:${place}`,
    ...(period === undefined ? {} : { period }),
  });
  return `/indicators/measures/${measure}/rows?${query}`;
};

const inputOf =
  (leaf: MeasureLeaf, place: string) =>
  ({ period, numerator, denominator, vintage, cause }: ReleasedValue): LeafInput => ({
    period,
    events: numerator,
    base: denominator,
    vintage,
    cause,
    rowsPath: rowsOf(leaf, place, period),
  });

function measuredOf(
  { leaf, measure, scheme }: Reading,
  line: ReleasedLine | undefined,
  place: string,
): Measured {
  const within = (line?.values ?? []).filter(({ start }) => start >= scheme.begins && start <= scheme.ends);
  const used = leaf.over === 'last' ? within.slice(-1) : within;
  const withheld = used.some(({ hidden }) => hidden);
  const ratio = isRatio(measure);
  // A sum from which one value is withheld would give it away beside the others.
  const none = { events: null, base: null, value: null };
  const sums = withheld ? none : added(used, measure, ratio);
  const [first, last] = [used[0]?.period, used.at(-1)?.period];
  const period = opensOn(first, last);
  return {
    ...sums,
    withheld,
    simulated: used.some(({ simulated }) => simulated),
    rowsPath: rowsOf(leaf, place, period),
    periods: stretchOf(first, last),
    inputs: withheld ? [] : used.map(inputOf(leaf, place)),
    unit: measure.unit,
    factor: measure.factor,
    ratio,
  };
}

/** Of each leaf that a measure feeds, what it says of each unit, in the order of the units. */
export async function readMeasured(
  context: Context,
  db: Db,
  scheme: SchemeDefinition,
  units: readonly Evaluee[],
): Promise<ReadonlyMap<string, readonly Measured[]>> {
  const found = new Map<string, readonly Measured[]>();
  for (const leaf of leavesOf(scheme)) {
    if (leaf.kind !== 'measure') continue;
    const read = await readReleased(context, db, {
      measure: leaf.measure,
      grain: scheme.grain,
      by: leaf.by,
      from: scheme.begins,
    });
    if (!read) continue;
    const { measure, lines } = read;
    const towns = measure.dimensions.find(({ name }) => name === leaf.by)?.level === 'town';
    const measured = units.map(({ code, division }) => {
      const place = towns ? (division ?? code) : code;
      const line = lines.find((each) => each.place[leaf.by] === place);
      return measuredOf({ leaf, measure, scheme }, line, place);
    });
    found.set(leaf.code, measured);
  }
  return found;
}

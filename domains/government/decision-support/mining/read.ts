import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { MiningError } from '#engines/mining';
import {
  readReleased,
  standingMeasures,
  type ReleasedLine,
  type ReleasedQuery,
  type ReleasedValue,
} from '#platform/sense/indicators';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import type { Grain, Place } from '../shapes.ts';
import { texts } from '../texts.ts';
import type { Ground } from './contract.ts';

export const refused = (
  code: string,
  text: Text,
  values: Readonly<Record<string, string | number>> = {},
): Problem => new Problem(422, `decision-support.${code}`, fill(text, values));

const reasons = {
  'mining.too-few': texts.miningTooFew,
  'mining.too-many': texts.miningTooMany,
  'mining.no-spread': texts.miningNoSpread,
  'mining.empty': texts.miningEmpty,
  'mining.unequal': texts.miningEmpty,
  'mining.not-a-number': texts.miningEmpty,
} as const;

/** What an engine refuses is told in both languages. */
export function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof MiningError)) throw error;
    throw refused(error.code.replace('.', '-'), reasons[error.code], { bound: error.bound });
  }
}

/** `town:330281001,sex:1` */
export function readWhere(text: string | undefined): Place {
  const parts = (text ?? '').split(',').filter(Boolean);
  return Object.fromEntries(
    parts.map((part) => {
      const [name = '', ...rest] = part.split(':');
      return [name, rest.join(':')];
    }),
  );
}

/** Codes of measures, each once, as they were asked. */
export function readCodes(text: string, { least, most }: { least: number; most: number }): string[] {
  const codes = [...new Set(text.split(',').filter(Boolean))];
  if (codes.length < least || codes.length > most)
    throw refused('mining-measures', texts.miningMeasures, { least, most });
  return codes;
}

const aggregatesThatAdd: ReadonlySet<string | undefined> = new Set(['count', 'sum', 'average']);

/** Whether slices of a measure make the whole: what is told apart or compared is not added up. */
export function addsUp(measure: MeasureDefinition, all: ReadonlyMap<string, MeasureDefinition>): boolean {
  const terms = [...(measure.derived?.numerator ?? []), ...(measure.derived?.denominator ?? [])];
  const sides = [measure.numerator, measure.denominator].filter((side) => side !== undefined);
  return (
    sides.every(({ aggregate }) => aggregatesThatAdd.has(aggregate)) &&
    terms.every(({ measure: code }) => {
      const term = all.get(code);
      return term !== undefined && addsUp(term, all);
    })
  );
}

export const isRatioOf = ({ denominator, derived, numerator }: MeasureDefinition): boolean =>
  denominator !== undefined || derived?.denominator !== undefined || numerator?.aggregate === 'average';

export interface Asked {
  readonly measure: string;
  readonly grain?: Grain | undefined;
  readonly where?: Place;
  readonly by?: string;
}

export interface Read {
  readonly measure: MeasureDefinition;
  readonly grain: Grain;
  readonly lines: readonly ReleasedLine[];
}

export async function measuresOf(context: Context): Promise<Map<string, MeasureDefinition>> {
  return new Map((await standingMeasures(context, context.db)).map((each) => [each.code, each]));
}

/** The newest so many periods: more would be of another time. */
const most = 1100;

/** Released values of a measure, what is hidden from most hidden. @throws Problem 404, 422 `decision-support.mining-asked` */
export async function readMeasure(
  context: Context,
  { measure: code, grain, where = {}, by }: Asked,
): Promise<Read> {
  const known = (await measuresOf(context)).get(code);
  if (!known) throw notFound(texts.miningMeasure, code);
  const query: ReleasedQuery = { measure: code, grain: grain ?? known.grain, where, by, most };
  const found = by !== undefined && by in where ? undefined : await readReleased(context, context.db, query);
  if (!found) throw refused('mining-asked', texts.miningAsked);
  return { measure: found.measure, grain: query.grain, lines: found.lines };
}

/** What a result is made of: the values that were reckoned with. */
export function groundOf({ measure, grain, lines }: Read, used: readonly ReleasedValue[]): Ground {
  const known = new Set(
    lines.flatMap(({ values }) => values.flatMap(({ value, period }) => (value === null ? [] : [period]))),
  );
  return {
    measure: measure.code,
    title: measure.title,
    unit: measure.unit,
    grain,
    periods: [...known].toSorted(),
    simulated: used.some(({ simulated, value }) => simulated && value !== null),
    revised: used.filter(({ vintage }) => vintage > 1).length,
    hidden: used.filter(({ hidden }) => hidden).length,
  };
}

export function rowsPath(measure: string, period: string, place: Place): string {
  const where = Object.entries(place)
    .map(([name, value]) => `${name}:${value}`)
    .join(',');
  return `/indicators/measures/${measure}/rows?${new URLSearchParams({ period, ...(where ? { where } : {}) })}`;
}

export interface Known extends ReleasedValue {
  readonly value: number;
}

/** The newest values without a gap among them. */
export function unbroken(values: readonly ReleasedValue[]): Known[] {
  const last = values.findLastIndex(({ value }) => value !== null);
  const found: Known[] = [];
  for (let at = last; at >= 0; at -= 1) {
    const each = values[at];
    if (!each || each.value === null) break;
    found.unshift({ ...each, value: each.value });
  }
  return found;
}

/** Places in a season. */
export const seasonOf = (grain: Grain): number => ({ day: 7, month: 12, quarter: 4, year: 1 })[grain];

import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import {
  newestOver,
  periodBefore,
  periodEnd,
  periodName,
  periodStart,
  readPeriod,
} from '#platform/sense/indicators';
import type { Published } from '../defining/expand.ts';
import type { ReportDefinition } from '../shapes.ts';
import { texts } from '../texts.ts';

export interface Asked {
  /** `2026-10`; the newest period that is over when absent. */
  readonly period?: string | undefined;
  /** `town:330281001,kind:fire` */
  readonly choose?: string | undefined;
}

/** What is read: a report over one period, with what was chosen. */
export interface Reading {
  readonly report: ReportDefinition;
  readonly published: Published;
  readonly period: string;
  readonly chosen: Readonly<Record<string, string>>;
  /** As whoever may not read every row of the sources sees it. */
  readonly asMost: boolean;
}

/** The period that a report begins with. */
const firstShown = (context: Context, { grain, running }: ReportDefinition): string =>
  running === true ? periodName(periodStart(dayOf(context), grain), grain) : newestOver(context, grain);

function periodOf(context: Context, report: ReportDefinition, asked: string | undefined): string {
  const { grain } = report;
  if (asked === undefined || asked === '') return firstShown(context, report);
  const read = readPeriod(asked);
  // Of another grain it would be read as the period in which it begins, which is not what was asked for.
  if (read?.grain === grain && periodStart(read.start, grain) === read.start) return asked;
  const example = firstShown(context, report);
  throw new Problem(400, 'reports.period-asked', fill(texts.periodAsked, { period: asked, example }));
}

function chosenOf({ parameters }: ReportDefinition, asked: string | undefined): Record<string, string> {
  const chosen = Object.fromEntries(parameters.map(({ name, begin }) => [name, begin]));
  for (const part of (asked ?? '').split(',').filter((each) => each !== '')) {
    const [name = '', ...rest] = part.split(':');
    if (!parameters.some((each) => each.name === name) || rest.length === 0)
      throw new Problem(400, 'reports.parameter-asked', fill(texts.parameterAsked, { name }));
    chosen[name] = rest.join(':');
  }
  return chosen;
}

/** @throws Problem 400 `reports.period-asked`, `reports.parameter-asked` */
export const readingOf = (
  context: Context,
  {
    report,
    published,
    asMost = false,
  }: Pick<Reading, 'report' | 'published'> & { readonly asMost?: boolean },
  { period, choose }: Asked,
): Reading => ({
  report,
  published,
  asMost,
  period: periodOf(context, report, period),
  chosen: chosenOf(report, choose),
});

/** Places as the measures have them: what the reader leaves open is no condition. */
export function placeOf(
  where: Readonly<Record<string, string>>,
  chosen: Reading['chosen'],
): Record<string, string> {
  const place: Record<string, string> = {};
  for (const [name, said] of Object.entries(where)) {
    const value = said.startsWith('$') ? (chosen[said.slice(1)] ?? '') : said;
    if (value !== '') place[name] = value;
  }
  return place;
}

/** The periods beside one: the one after only once it has begun. */
export function periodsBeside(
  context: Context,
  { report: { grain }, period }: Pick<Reading, 'report' | 'period'>,
) {
  const start = readPeriod(period)?.start ?? dayOf(context);
  const after = periodEnd(start, grain);
  return {
    earlier: periodName(periodBefore(start, grain), grain),
    later: after <= dayOf(context) ? periodName(after, grain) : null,
  };
}

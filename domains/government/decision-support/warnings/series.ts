import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { periodBefore, standingMeasures } from '#platform/sense/indicators';
import type { WarningSeries } from '../contract.ts';
import { Rule, Warning } from '../records.ts';
import { watchesMeasure } from '../rules/rows.ts';
import { seesWarning } from '../store.ts';
import { texts } from '../texts.ts';
import { judgeLine, readWatched } from './judged-lines.ts';
import type { KnownWarning } from './warning.ts';

/** So many periods before a warning began are shown with it. */
const shownBefore = 24;

const mayFor = ({ actor }: Context, organisation: string): boolean => {
  const scope = scopeOf(actor, 'decision-support:work');
  return scope === 'city' || (scope !== undefined && actor.organisation === organisation);
};

const wherePart = (place: Readonly<Record<string, string>>): string =>
  Object.entries(place)
    .map(([name, value]) => `${name}:${value}`)
    .join(',');

type OfMeasure = KnownWarning & { readonly measure: string };
const ofMeasure = (warning: KnownWarning): warning is OfMeasure => typeof warning.measure === 'string';

function rowsPath({ measure, place }: OfMeasure): string {
  const where = wherePart(place);
  return `/indicators/measures/${measure}/rows?${new URLSearchParams(where ? { where } : {})}`;
}

async function pointsOf(context: Context, warning: OfMeasure): Promise<WarningSeries['points']> {
  const rule = await readRow(context, context.db, Rule, warning.rule);
  const kept = async () => {
    const measure = (await standingMeasures(context, context.db)).find(
      ({ code }) => code === warning.measure,
    );
    // What was raised before its values had to be withheld tells none of them either.
    const none = { value: null, lower: null, centre: null, upper: null, statistic: null };
    return measure?.secrecy ? warning.points.map((point) => ({ ...point, ...none })) : warning.points;
  };
  if (!rule || !watchesMeasure(rule)) return kept();
  const watched = {
    measure: warning.measure,
    grain: warning.grain,
    by: rule.by ?? undefined,
    where: rule.place,
    detector: rule.detector,
    simulated: rule.meta.simulated,
  };
  const read = await readWatched(context, context.db, watched);
  const line = read?.lines.find(({ key }) => key === warning.placeKey);
  if (!read || !line) return kept();
  let from = warning.begins;
  for (let count = 0; count < shownBefore; count += 1) from = periodBefore(from, warning.grain);
  // A control chart is founded where the rule says; before that there are values without limits.
  const since = rule.detector.kind === 'control' ? rule.since : from;
  const judged = new Map(
    judgeLine(watched, line, { since, factor: read.measure.factor }).map((point) => [point.start, point]),
  );
  const none = { level: null, lower: null, centre: null, upper: null, statistic: null };
  return line.values
    .filter(({ start }) => start >= from)
    .map(({ period, start, value, simulated }) => {
      const { level, lower, centre, upper, statistic } = judged.get(start) ?? none;
      return { period, start, value, simulated, level, lower, centre, upper, statistic };
    });
}

const waitsForData = ({ verdict, dataAnswer }: KnownWarning): boolean =>
  verdict === 'data-error' && typeof dataAnswer !== 'string';

async function wordsOf(context: Context, code: string) {
  const measure = (await standingMeasures(context, context.db)).find((each) => each.code === code);
  const { title, unit } = measure ?? { title: { zh: code, en: code }, unit: { zh: '', en: '' } };
  return { measure: code, measureTitle: title, unit };
}

type About = 'measure' | 'measureTitle' | 'unit' | 'points' | 'rowsPath' | 'casePath';

/** What it is about: the values of a measure, or the chances of a case as they were foretold. */
async function aboutOf(context: Context, warning: KnownWarning): Promise<Pick<WarningSeries, About>> {
  if (ofMeasure(warning))
    return {
      ...(await wordsOf(context, warning.measure)),
      points: await pointsOf(context, warning),
      rowsPath: rowsPath(warning),
      casePath: null,
    };
  return {
    measure: null,
    measureTitle: texts.riskOfCase,
    unit: texts.riskUnit,
    points: warning.points,
    rowsPath: null,
    casePath: warning.standing ? `/decision-support/risk?open=${encodeURIComponent(warning.placeKey)}` : null,
  };
}

/** What a warning's page shows beside the warning. @throws Problem 404 */
export async function readSeries(context: Context, id: string): Promise<WarningSeries> {
  const seen = await seesWarning(context, context.db, id);
  const warning = seen ? await readRow(context, context.db, Warning, id) : undefined;
  if (!warning) throw notFound(texts.warning, id);
  const rule = await readRow(context, context.db, Rule, warning.rule);
  return {
    ...(await aboutOf(context, warning)),
    grain: warning.grain,
    ruleTitle: rule ? { zh: rule.titleZh, en: rule.titleEn } : null,
    detector: rule && watchesMeasure(rule) ? rule.detector : null,
    mayWork: mayFor(context, warning.owner),
    mayAnswer: waitsForData(warning) && mayFor(context, warning.dataOwner),
  };
}

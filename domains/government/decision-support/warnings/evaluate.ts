import { setImmediate } from 'node:timers/promises';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { readRow, readRows } from '#kernel/record-server';
import { periodBefore } from '#platform/sense/indicators';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import { episodesOf } from '../judging/episodes.ts';
import { higher, rank, type Level } from '../judging/detectors.ts';
import type { Judged } from '../judging/judge.ts';
import { reconcile, type Standing } from '../judging/reconcile.ts';
import { Rule, Warning } from '../records.ts';
import { judgedBy, newestOver, watchesMeasure, type MeasureRule } from '../rules/rows.ts';
import { listEarlier, listWarningIds } from '../store.ts';
import type { Place } from '../shapes.ts';
import { apply } from './apply.ts';
import { judgeLine, readWatched, type Watched } from './judged-lines.ts';
import type { KnownWarning } from './warning.ts';

export interface Evaluated {
  raised: number;
  higher: number;
  withdrawn: number;
}

/** So many periods back revisions are followed; what is older is history. */
const looksBack = 60;

const watchedBy = (rule: MeasureRule): Watched => ({
  measure: rule.measure,
  grain: rule.grain,
  by: rule.by ?? undefined,
  where: rule.place,
  detector: rule.detector,
  simulated: rule.meta.simulated,
});

/** One place as a rule has judged it. */
export interface JudgedLine {
  readonly key: string;
  readonly place: Place;
  readonly title: Text;
  readonly judged: readonly Judged[];
}

/** First day of the first period in which the rule raises and takes back. */
function firstRaising(context: Context, { grain, raisesFrom }: MeasureRule): string {
  let back = newestOver(context, grain);
  for (let count = 1; count < looksBack && back > raisesFrom; count += 1) back = periodBefore(back, grain);
  return back > raisesFrom ? back : raisesFrom;
}

interface Ruling {
  readonly rule: MeasureRule;
  /** The versions of the rule that judge as the present one does: a new title is no other rule. */
  readonly revisions: ReadonlySet<number>;
}

async function rulingOf(tx: Db, rule: MeasureRule): Promise<Ruling> {
  const same = judgedBy(rule);
  const earlier = (await listEarlier(tx, rule.code)).filter((each) => judgedBy(each) === same);
  return { rule, revisions: new Set([rule.meta.revision, ...earlier.map(({ revision }) => revision)]) };
}

type Now = ReadonlyMap<string, Judged>;

/** Whether it is known what has become of a period: judged, or without data where there is something of others. */
function isSettled(now: Now, start: string, { since }: MeasureRule): boolean {
  const point = now.get(start);
  if (!point) return now.size > 0 && start >= since;
  return point.known || (point.value === null && !point.hidden);
}

/** The highest level of the periods that made a warning as they now are, at most its own. */
function supportedBy(warning: KnownWarning, now: Now, { rule, revisions }: Ruling): Level | null {
  const carrying = warning.points.filter(({ level }) => rank(level) >= rank(warning.level));
  const seen = carrying.length > 0 && carrying.every(({ start }) => isSettled(now, start, rule));
  if (!revisions.has(warning.ruleRevision) || !seen) return warning.level;
  const highest = warning.points.reduce<Level | null>(
    (found, { start }) => higher(now.get(start)?.level ?? null, found),
    null,
  );
  return rank(highest) > rank(warning.level) ? warning.level : highest;
}

/** Nothing at all of a place is no revision: its figures are being reckoned, or it is not told apart any more. */
const nowOf = ({ judged }: JudgedLine): Now =>
  new Map(judged.some(({ value }) => value !== null) ? judged.map((point) => [point.start, point]) : []);

const standingOf = (warning: KnownWarning, now: Now, ruling: Ruling): Standing => ({
  id: warning.id,
  begins: warning.begins,
  last: warning.last,
  level: warning.level,
  supported: supportedBy(warning, now, ruling),
  unclear: !warning.points.every(({ start }) => isSettled(now, start, ruling.rule)),
  open: warning.standing,
  withdrawn: warning.state === 'withdrawn',
  groundless: typeof warning.takenBackAt === 'string',
  sameRule: ruling.revisions.has(warning.ruleRevision),
});

interface Bringing {
  readonly rule: MeasureRule;
  readonly measure: MeasureDefinition;
  readonly lines: readonly JudgedLine[];
  readonly from: string;
}

/** Brings the warnings of a rule into agreement with what was judged, in one transaction. */
async function bring(context: Context, tx: Db, { rule, measure, lines, from }: Bringing): Promise<Evaluated> {
  const judged = lines.map((line) => ({
    line,
    episodes: episodesOf(rule.detector, line.judged).filter(({ last }) => last >= from),
  }));
  // An episode may have begun before: what it was then is a warning already.
  const begins = judged.flatMap(({ episodes }) => episodes.map((episode) => episode.begins));
  const ids = await listWarningIds(tx, rule.code, [from, ...begins].toSorted()[0] ?? from);
  const warnings = await readRows(context, tx, Warning, ids);
  const byPlace = Map.groupBy(warnings, ({ placeKey }) => placeKey);
  const ruling = await rulingOf(tx, rule);
  const done: Evaluated = { raised: 0, higher: 0, withdrawn: 0 };
  for (const { line, episodes } of judged) {
    const own = byPlace.get(line.key) ?? [];
    const now = nowOf(line);
    const changes = reconcile(
      own.map((warning) => standingOf(warning, now, ruling)),
      episodes,
      from,
    );
    const known = new Map(own.map((warning) => [warning.id, warning]));
    for (const change of changes) {
      const what = await apply(context, tx, { rule, measure, line, change, known });
      if (what !== undefined) done[what] += 1;
    }
  }
  return done;
}

/**
 * Judges a rule over what is released now, and raises, follows or takes back its warnings. The same values twice change
 * nothing.
 * @returns how many were raised, rose to a higher level, were withdrawn
 */
export async function evaluateRule(context: Context, code: string): Promise<Evaluated> {
  const nothing: Evaluated = { raised: 0, higher: 0, withdrawn: 0 };
  const rule = await readRow(context, context.db, Rule, code);
  if (!rule || !watchesMeasure(rule)) return nothing;
  const watched = watchedBy(rule);
  const read = await readWatched(context, context.db, watched);
  if (!read) {
    context.log.warn(
      { rule: code, measure: rule.measure },
      'a rule watches a measure that does not stand so',
    );
    return nothing;
  }
  const from = firstRaising(context, rule);
  const lines: JudgedLine[] = [];
  for (const { key, place, title, values } of read.lines) {
    // Forecasts of many places keep nobody else waiting longer than one.
    await setImmediate();
    const since = rule.detector.kind === 'forecast' ? from : rule.since;
    const judged = judgeLine(watched, { values }, { since, factor: read.measure.factor });
    lines.push({ key, place, title, judged });
  }
  if (lines.every(({ judged }) => judged.every(({ known }) => !known)))
    context.log.warn({ rule: code, measure: rule.measure }, 'a rule judges nothing: too little is known');
  return context.transaction(async (tx) => {
    await oneAtATime(tx, `decision-support.rule:${code}`);
    const now = await readRow(context, tx, Rule, code);
    // Changed meanwhile: the change has a judging of its own.
    if (now?.meta.revision !== rule.meta.revision) return nothing;
    return bring(context, tx, { rule, measure: read.measure, lines, from });
  });
}

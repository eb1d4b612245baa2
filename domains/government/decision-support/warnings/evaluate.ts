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
import { newestOver, type KnownRule } from '../rules/rows.ts';
import { listWarningIds } from '../store.ts';
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

const watchedBy = (rule: KnownRule): Watched => ({
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
function firstRaising(context: Context, { grain, raisesFrom }: KnownRule): string {
  let back = newestOver(context, grain);
  for (let count = 1; count < looksBack && back > raisesFrom; count += 1) back = periodBefore(back, grain);
  return back > raisesFrom ? back : raisesFrom;
}

type Now = ReadonlyMap<string, Judged>;

/** Whether it is known what has become of a period: judged, or without data where there is something of others. */
function isSettled(now: Now, start: string, { since }: KnownRule): boolean {
  const point = now.get(start);
  if (!point) return now.size > 0 && start >= since;
  return point.known || (point.value === null && !point.hidden);
}

/** The highest level of the periods that made a warning as they now are, at most its own. */
function supportedBy(warning: KnownWarning, now: Now, rule: KnownRule): Level | null {
  const carrying = warning.points.filter(({ level }) => rank(level) >= rank(warning.level));
  const seen = carrying.length > 0 && carrying.every(({ start }) => isSettled(now, start, rule));
  if (warning.ruleRevision !== rule.meta.revision || !seen) return warning.level;
  const highest = warning.points.reduce<Level | null>(
    (found, { start }) => higher(now.get(start)?.level ?? null, found),
    null,
  );
  return rank(highest) > rank(warning.level) ? warning.level : highest;
}

/** Nothing at all of a place is no revision: its figures are being reckoned, or it is not told apart any more. */
const nowOf = ({ judged }: JudgedLine): Now =>
  new Map(judged.some(({ value }) => value !== null) ? judged.map((point) => [point.start, point]) : []);

const standingOf = (warning: KnownWarning, rule: KnownRule, now: Now): Standing => ({
  id: warning.id,
  begins: warning.begins,
  last: warning.last,
  level: warning.level,
  supported: supportedBy(warning, now, rule),
  unclear: !warning.points.every(({ start }) => isSettled(now, start, rule)),
  open: warning.standing,
  withdrawn: warning.state === 'withdrawn',
  groundless: typeof warning.takenBackAt === 'string',
  sameRule: warning.ruleRevision === rule.meta.revision,
});

interface Bringing {
  readonly rule: KnownRule;
  readonly measure: MeasureDefinition;
  readonly lines: readonly JudgedLine[];
  readonly from: string;
}

/** Brings the warnings of a rule into agreement with what was judged, in one transaction. */
async function bring(context: Context, tx: Db, { rule, measure, lines, from }: Bringing): Promise<Evaluated> {
  const ids = await listWarningIds(tx, rule.code, from);
  const warnings = await readRows(context, tx, Warning, ids);
  const byPlace = Map.groupBy(warnings, ({ placeKey }) => placeKey);
  const done: Evaluated = { raised: 0, higher: 0, withdrawn: 0 };
  for (const line of lines) {
    const own = byPlace.get(line.key) ?? [];
    const episodes = episodesOf(rule.detector, line.judged).filter(({ last }) => last >= from);
    const now = nowOf(line);
    const changes = reconcile(
      own.map((warning) => standingOf(warning, rule, now)),
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
  if (!rule) return nothing;
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
  return context.transaction(async (tx) => {
    await oneAtATime(tx, `decision-support.rule:${code}`);
    const now = await readRow(context, tx, Rule, code);
    // Changed meanwhile: the change has a judging of its own.
    if (now?.meta.revision !== rule.meta.revision) return nothing;
    return bring(context, tx, { rule, measure: read.measure, lines, from });
  });
}

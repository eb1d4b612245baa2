import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { readRow, readRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { rank, usedLevels, type Level, type Risk as Detector } from '../judging/detectors.ts';
import { Rule, Warning } from '../records.ts';
import { watchesCases, type CaseRule } from '../rules/rows.ts';
import type { WarningPoint } from '../shapes.ts';
import { texts } from '../texts.ts';
import { anew } from '../warnings/apply.ts';
import {
  change,
  dueOf,
  mostPoints,
  nowOf,
  openWarningTask,
  titleOf,
  writeRaised,
  type KnownWarning,
} from '../warnings/warning.ts';
import { kindTitle } from './kind-title.ts';
import type { KeptRisk } from './risk-store.ts';
import { endWarning } from './settle.ts';
import { goesOnNow, listUndecided } from './task-store.ts';

export interface Raised {
  raised: number;
  higher: number;
  over: number;
}

/** A case of which something is foretold. */
type Foretold = KeptRisk & { readonly chance: number };

const percent = (chance: number): number => Math.round(chance * 100);

/** The level whose chance is reached. */
export const levelOf = ({ levels }: Detector, chance: number): Level | null =>
  usedLevels(levels).findLast(({ at }) => chance >= at)?.level ?? null;

/** Between where it clears and the lowest level nothing begins and nothing ends: the hysteresis. */
export const clears = ({ levels, clear }: Detector, chance: number): boolean =>
  chance < (clear ?? usedLevels(levels)[0]?.at ?? 0);

function pointOf(context: Context, { detector }: CaseRule, { chance, simulated }: Foretold): WarningPoint {
  const day = dayOf(context);
  const none = { lower: null, centre: null, statistic: null };
  const upper = percent(usedLevels(detector.levels)[0]?.at ?? 1);
  return {
    ...none,
    period: day,
    start: day,
    value: percent(chance),
    upper,
    level: levelOf(detector, chance),
    simulated,
  };
}

/** One point a day, the newest of each. */
function withPoint(points: readonly WarningPoint[], point: WarningPoint) {
  const kept = [...points.filter(({ start }) => start !== point.start), point].slice(-mostPoints);
  const [first] = kept;
  const period = first && first.start !== point.start ? `${first.period} – ${point.period}` : point.period;
  return { points: kept, value: point.value, period, last: point.start };
}

/** What is to be done about a case is to be done before it is late. */
async function opened(context: Context, tx: Db, warning: KnownWarning, { rule, dueAt }: Of): Promise<void> {
  const own = await dueOf(context, tx, rule.deadlines, warning.level);
  await openWarningTask(context, tx, warning, own === null || dueAt < own ? dueAt : own);
}

interface Of {
  readonly rule: CaseRule;
  readonly dueAt: string;
}

async function raise(context: Context, tx: Db, rule: CaseRule, risk: Foretold): Promise<void> {
  const point = pointOf(context, rule, risk);
  const about = {
    ...withPoint([], point),
    title: fill(texts.wholeTitle, { rule: titleOf(rule), place: kindTitle(context, risk.kind) }),
    measure: null,
    subject: risk.task,
    grain: 'day',
    place: {},
    placeKey: risk.task,
    begins: point.start,
    level: point.level ?? 'blue',
    // Whoever has the case answers for what is said of it.
    dataOwner: risk.owner,
  } as const;
  const warning = await writeRaised(context, tx, rule, { about, simulated: risk.simulated });
  await opened(context, tx, warning, { rule, dueAt: risk.dueAt });
}

/** What a new judging does to the warning of a case that is not decided. */
async function follow(
  context: Context,
  tx: Db,
  {
    rule,
    risk,
    warning,
  }: { readonly rule: CaseRule; readonly risk: Foretold; readonly warning: KnownWarning },
): Promise<keyof Raised | undefined> {
  const point = pointOf(context, rule, risk);
  const { level } = point;
  const own = { ...withPoint(warning.points, point), ruleRevision: rule.meta.revision };
  const of = { rule, dueAt: risk.dueAt };
  if (level !== null && warning.state === 'over') {
    await change(context, tx, warning, { ...own, ...anew, level, levelAt: nowOf(context), what: 'restored' });
    await opened(context, tx, { ...warning, level }, of);
    return 'raised';
  }
  if (level !== null && rank(level) > rank(warning.level)) {
    const again = warning.standing ? {} : anew;
    await change(context, tx, warning, {
      ...own,
      ...again,
      level,
      levelAt: nowOf(context),
      what: 'raised-higher',
    });
    await opened(context, tx, { ...warning, level }, of);
    return 'higher';
  }
  if (!warning.standing) return undefined;
  if (clears(rule.detector, risk.chance)) {
    const because = fill(texts.caseCalm, { chance: percent(risk.chance) });
    await endWarning(context, tx, warning, { ...own, because, over: point.period });
    return 'over';
  }
  await change(context, tx, warning, { ...own, what: null });
  return undefined;
}

const covers = ({ taskKind, meta }: CaseRule, { kind, simulated }: KeptRisk): boolean =>
  simulated === meta.simulated && (typeof taskKind !== 'string' || taskKind === kind);

const isForetold = (risk: KeptRisk): risk is Foretold => risk.chance !== null;

/**
 * Brings the warnings of a rule into agreement with what is foretold of the open cases. A real rule sees real cases alone, an
 * invented one invented ones. One warning a case: what rises is raised again by the same; done again it changes nothing.
 */
export const raiseCases = (context: Context, code: string, risks: readonly KeptRisk[]): Promise<Raised> =>
  context.transaction(async (tx) => {
    await oneAtATime(tx, `decision-support.rule:${code}`);
    const done: Raised = { raised: 0, higher: 0, over: 0 };
    const rule = await readRow(context, tx, Rule, code);
    if (!rule || !watchesCases(rule)) return done;
    const warnings = await readRows(context, tx, Warning, await listUndecided(tx, code));
    const known = new Map(warnings.map((warning) => [warning.subject, warning]));
    for (const risk of risks) {
      if (!covers(rule, risk) || !isForetold(risk)) continue;
      const warning = known.get(risk.task);
      if (warning) {
        const what = await follow(context, tx, { rule, risk, warning });
        if (what !== undefined) done[what] += 1;
      } else if (
        levelOf(rule.detector, risk.chance) !== null &&
        (await goesOnNow(tx, risk.task, nowOf(context)))
      ) {
        await raise(context, tx, rule, risk);
        done.raised += 1;
      }
    }
    return done;
  });

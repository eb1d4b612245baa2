import type { Context } from '#kernel/context';
import { isoInstant } from '#engines/working-days';
import { levels, rank, type Level } from '../judging/detectors.ts';
import { checkCaseRule } from '../rules/define-case-rule.ts';
import { shownFaults } from '../rules/define.ts';
import type { RiskRule } from '../shapes.ts';
import type { RiskTested } from './contract.ts';
import { foretellBefore, goodnessOf, isRisk, momentsBefore, wasLate, type Foreseen } from './foreseen.ts';
import { levelOf } from './raise.ts';
import { readAll, type Read } from './score.ts';
import type { Case } from './times.ts';

const week = 7;
const DAY_MS = 86_400_000;

/** What a rule would have made of one case over all moments. */
interface Told {
  readonly each: Case;
  /** The highest level that was reached, and the first moment at which any was. */
  readonly level: Level | null;
  readonly first: number | null;
  readonly said: boolean;
}

function toldOf(rule: RiskRule, foreseen: readonly Foreseen[]): Told[] {
  const byCase = Map.groupBy(foreseen, ({ each }) => each);
  return [...byCase].map(([each, moments]) => {
    const reached = moments.flatMap(({ at, risk }) => {
      const level = isRisk(risk) ? levelOf(rule.detector, risk.chance) : null;
      return level === null ? [] : [{ at, level }];
    });
    const [highest] = reached.toSorted((one, other) => rank(other.level) - rank(one.level));
    return {
      each,
      level: highest?.level ?? null,
      first: reached[0]?.at ?? null,
      said: moments.some(({ risk }) => isRisk(risk)),
    };
  });
}

const share = (part: number, rest: number): number | null =>
  part + rest === 0 ? null : part / (part + rest);

function middle(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Counted over cases, each once: a case warned of on five evenings is one warning. */
function counted(told: readonly Told[], now: number) {
  const late = told.filter(({ each }) => wasLate(each, now) === true);
  const warned = told.filter(({ level }) => level !== null);
  const right = late.filter(({ level }) => level !== null);
  const inTime = warned.filter(({ each }) => wasLate(each, now) === false).length;
  const missed = late.length - right.length;
  const ahead = right.flatMap(({ each, first }) =>
    each.due === null || first === null ? [] : [(each.due - first) / DAY_MS],
  );
  return {
    cases: told.filter(({ said }) => said).length,
    refused: told.filter(({ said }) => !said).length,
    raised: warned.length,
    late: right.length,
    inTime,
    missed,
    precision: share(right.length, inTime),
    recall: share(right.length, missed),
    leadDays: middle(ahead),
    byLevel: levels.map((level) => ({
      level,
      count: warned.filter((each) => each.level === level).length,
      late: right.filter((each) => each.level === level).length,
    })),
  };
}

const untested = { tested: 0, brier: null, base: null, share: null, tenths: [] };

async function tested(rule: RiskRule, { strata, clocks, now }: Read, weeks: number): Promise<RiskTested> {
  const moments = momentsBefore(now, weeks, week);
  const foreseen: Foreseen[] = [];
  for (const cases of strata.values())
    for (const each of await foretellBefore(cases, clocks, moments)) foreseen.push(each);
  return {
    faults: [],
    since: isoInstant(moments[0] ?? now),
    moments: moments.length,
    ...counted(toldOf(rule, foreseen), now),
    ...(await goodnessOf(foreseen, clocks, now)),
  };
}

/**
 * Of which cases a rule would have warned at past moments, a week apart, from what was known at each: what was closed later was
 * open then. Nothing is kept. Its date and its owner are those of then.
 */
export async function backTestCases(
  context: Context,
  rule: RiskRule,
  { weeks, simulated }: { readonly weeks: number; readonly simulated: boolean },
): Promise<RiskTested> {
  const faults = await checkCaseRule(context, context.db, rule);
  if (faults.length > 0)
    return { ...untested, since: null, moments: 0, ...counted([], 0), faults: shownFaults(faults) };
  const read = await readAll(context, context.db, { kind: rule.taskKind, back: weeks * week });
  const own = [...read.strata].filter(([, [sample]]) => sample?.simulated === simulated);
  return tested(rule, { ...read, strata: new Map(own) }, weeks);
}

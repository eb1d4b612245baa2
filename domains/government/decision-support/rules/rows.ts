import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Row } from '#kernel/record';
import { periodBefore, periodStart } from '#platform/sense/indicators';
import type { Rule } from '../records.ts';
import type { Detector, Risk } from '../judging/detectors.ts';
import type { Grain, RiskRule, RuleDefinition } from '../shapes.ts';

export type KnownRule = Row<typeof Rule>;
export type MeasureRule = KnownRule & { readonly measure: string; readonly detector: Detector };

/** A rule that watches open cases. */
export type CaseRule = KnownRule & { readonly detector: Risk };
export const watchesCases = (rule: KnownRule): rule is CaseRule => rule.detector.kind === 'risk';

/** Whether it watches a measure; others watch open cases. */
export const watchesMeasure = (rule: KnownRule): rule is MeasureRule =>
  typeof rule.measure === 'string' && rule.detector.kind !== 'risk';

/** The first day of the newest period that is over. */
export const newestOver = (context: Context, grain: Grain): string =>
  periodBefore(periodStart(dayOf(context), grain), grain);

/** What of a rule says what is raised: of a control chart also since when, for it is founded on what was before. */
export const judgedBy = ({
  measure,
  grain,
  by = null,
  place,
  detector,
  since,
}: Pick<MeasureRule, 'measure' | 'grain' | 'by' | 'place' | 'detector' | 'since'>): string => {
  const founded = detector.kind === 'control' ? since : null;
  return JSON.stringify([measure, grain, by, Object.entries(place).toSorted(), sorted(detector), founded]);
};

export const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .map(([name, part]) => [name, sorted(part)] as const)
          .toSorted(([one], [other]) => (one < other ? -1 : 1)),
      )
    : value;

/**
 * The values of a rule's row. A new rule raises from where it is asked to watch; one that is changed raises from the newest
 * period that is over: what it would have found before that is shown by the back-test and is nobody's task.
 */
export function rowOf(
  context: Context,
  rule: RuleDefinition,
  known: { readonly grain: Grain; readonly before: MeasureRule | undefined },
): Record<string, unknown> {
  const { before } = known;
  const grain = rule.grain ?? known.grain;
  const newest = newestOver(context, grain);
  const since = rule.since === undefined ? (before?.since ?? newest) : periodStart(rule.since, grain);
  const row = {
    code: rule.code,
    titleZh: rule.title.zh,
    titleEn: rule.title.en,
    measure: rule.measure,
    grain,
    by: rule.by ?? null,
    place: rule.where,
    kind: rule.detector.kind,
    detector: rule.detector,
    owner: rule.owner,
    deadlines: rule.deadlines,
    since,
  };
  const same = before !== undefined && judgedBy(before) === judgedBy(row);
  if (before === undefined) return { ...row, raisesFrom: since };
  return { ...row, raisesFrom: same ? before.raisesFrom : newest };
}

/** A row as the definition that it keeps. */
export const definitionOf = (row: MeasureRule): RuleDefinition => ({
  code: row.code,
  title: { zh: row.titleZh, en: row.titleEn },
  measure: row.measure,
  grain: row.grain,
  ...(typeof row.by === 'string' ? { by: row.by } : {}),
  where: row.place,
  detector: row.detector,
  owner: row.owner,
  deadlines: row.deadlines,
  since: row.since,
});

/** The values of a row of a rule of cases. What its levels would have raised before they were said counts for nothing. */
export function caseRowOf(
  context: Context,
  rule: RiskRule,
  before: CaseRule | undefined,
): Record<string, unknown> {
  const today = dayOf(context);
  const said = (detector: Risk, kind: string | null) => JSON.stringify([sorted(detector), kind]);
  const taskKind = rule.taskKind ?? null;
  const same =
    before !== undefined && said(before.detector, before.taskKind ?? null) === said(rule.detector, taskKind);
  return {
    code: rule.code,
    titleZh: rule.title.zh,
    titleEn: rule.title.en,
    measure: null,
    taskKind,
    grain: 'day',
    by: null,
    place: {},
    kind: 'risk',
    detector: rule.detector,
    owner: rule.owner,
    deadlines: rule.deadlines,
    since: before?.since ?? today,
    raisesFrom: same ? before.raisesFrom : today,
  };
}

/** A row as the definition that it keeps. */
export const caseDefinitionOf = (row: CaseRule): RiskRule => ({
  code: row.code,
  title: { zh: row.titleZh, en: row.titleEn },
  ...(typeof row.taskKind === 'string' ? { taskKind: row.taskKind } : {}),
  detector: row.detector,
  owner: row.owner,
  deadlines: row.deadlines,
});

import { system } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { subscription } from '#kernel/module';
import { handInFile, readRow } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { Organisation } from '#platform/base/organisations';
import { measureReleased, standingMeasures } from '#platform/sense/indicators';
import { decideAppeal, fileAppeal, mayAppeal } from './appeals/work.ts';
import { gather, publish } from './evaluation/publish.ts';
import { adjust, scoreJudgement, submitEvidence } from './judgements/work.ts';
import { Appeal, Judgement, Result, Scheme } from './records.ts';
import { defineScheme, openScheme } from './schemes/define.ts';
import { leavesOf, SchemeDefinition } from './shapes.ts';
import { sumAdjusted } from './store.ts';
import { recordInvented, recordLate } from './supervision/simulate-past.ts';
import { superviseInvented } from './supervision/simulate.ts';

const city = '330281';
const office = `${city}-zfb`;
const unit = (at: number): string => `${city}-moni-kaoping-${at + 1}`;
const letters = ['甲', '乙', '丙', '丁'];
const capitals = ['A', 'B', 'C', 'D'];

const organisations = [
  '代码,名称,英文名称,类型,区划,重建,模拟数据',
  ...letters.map(
    (letter, at) =>
      `${unit(at)},模拟考评单位${letter},Simulated Evaluated Unit ${capitals[at]},public-institution,${city},否,是`,
  ),
].join('\n');

/** First and last day of six whole months that ended so many months before this one. */
function halfYear(context: Context, monthsAgo: number): { begins: string; ends: string } {
  const today = dayOf(context);
  const [year = 0, month = 1] = today.split('-').map(Number);
  const day = (months: number, dayOfMonth: number) =>
    new Date(Date.UTC(year, month - 1 - months, dayOfMonth)).toISOString().slice(0, 10);
  return { begins: day(monthsAgo + 6, 1), ends: day(monthsAgo, 0) };
}

const text = (zh: string, en: string) => ({ zh, en });
const evidence = (code: string, zh: string, en: string) => ({
  kind: 'evidence' as const,
  code,
  title: text(zh, en),
  asks: text(`附${zh}的做法和成效`, `What was done for ${en.toLowerCase()}, and what came of it`),
});

/** Counts what `supervision/` closed of each unit; its rows are those that are played here. */
const measure = 'supervision-in-time';
const inTime = {
  kind: 'measure' as const,
  code: 'in-time',
  title: text('督查按期办结', 'Supervised matters in time'),
  measure,
  by: 'department',
  scoring: { method: 'target', floor: 0, target: 100 },
};

/** Two halves of a year by one tree of criteria; the weights of the second were judged anew. */
const schemeOf = (half: 1 | 2, period: { begins: string; ends: string }): SchemeDefinition =>
  SchemeDefinition.parse({
    code: `simulated-half-${half}`,
    title: text(
      `虚构：智慧城市建设分阶段评估（第${half === 1 ? '一' : '二'}阶段）`,
      `Invented: stage evaluation of the smart city (stage ${half})`,
    ),
    ...period,
    office,
    units: letters.map((_letter, at) => unit(at)),
    weighting: { method: 'ahp', judgements: half === 1 ? [2, 3, 2] : [1, 2, 2] },
    groups: [
      {
        code: 'building',
        title: text('建设推进', 'Building'),
        weighting: { method: 'given', weights: [40, 30, 30] },
        leaves: [
          inTime,
          evidence('plan', '年度计划落实', 'The plan of the year'),
          evidence('data', '数据共享', 'Sharing data'),
        ],
      },
      {
        code: 'service',
        title: text('惠民成效', 'Service to people'),
        weighting: { method: 'entropy' },
        leaves: [
          evidence('use', '应用使用', 'Use of what was built'),
          evidence('voice', '群众评价', 'What people say'),
        ],
      },
      {
        code: 'order',
        title: text('规范安全', 'Order and safety'),
        weighting: { method: 'given', weights: [1] },
        leaves: [evidence('safety', '网络安全', 'Security')],
      },
    ],
    adjustments: [
      { kind: 'bonus', code: 'first', title: text('首创经验', 'A first of its kind'), most: 3 },
      { kind: 'deduction', code: 'late', title: text('材料迟报', 'Papers handed in late'), most: 2 },
    ],
    ...(half === 2 ? { follows: 'simulated-half-1' } : {}),
  });

const criteria = ['plan', 'data', 'use', 'voice', 'safety'] as const;
/** Scores of each unit by each criterion, in the first stage and in the second. */
const scores: Readonly<Record<1 | 2, readonly (readonly number[])[]>> = {
  1: [
    [88, 76, 82, 79, 90],
    [84, 85, 74, 81, 86],
    [79, 82, 86, 84, 80],
    [81, 70, 77, 75, 88],
  ],
  2: [
    [86, 78, 80, 80, 91],
    [88, 89, 83, 84, 88],
    [83, 84, 85, 86, 84],
    [85, 80, 82, 80, 90],
  ],
};

/** The unit hands in what it shows of a criterion, and the office scores it. */
async function judge(context: Context, id: string, score: number): Promise<void> {
  if ((await readRow(context, context.db, Judgement, id))?.state === 'scored') return;
  const evidence = '模拟举证：做法、台账和成效见附表（虚构）。';
  await submitEvidence(context, id, { evidence, selfScore: Math.min(100, score + 4) });
  await scoreJudgement(context, id, { score, reason: '模拟评分：按台账核定（虚构）。' });
}

const stateOf = async (context: Context, code: string) =>
  (await readRow(context, context.db, Scheme, code))?.state;

/** What comes before a result: each step is taken where it has not been. */
async function collectStage(context: Context, half: 1 | 2): Promise<void> {
  const scheme = schemeOf(half, halfYear(context, half === 1 ? 6 : 0));
  const { code } = scheme;
  const state = await stateOf(context, code);
  if (state === 'published') return;
  if (state === undefined) await defineScheme(context, scheme, true);
  if (state !== 'collecting') await openScheme(context, code);
  for (const [at, own] of scores[half].entries())
    for (const [place, criterion] of criteria.entries())
      await judge(context, `${code}.${unit(at)}.${criterion}`, own[place] ?? 80);
  const bonus = { unit: unit(2), adjustment: 'first', points: 1, reason: '模拟加分（虚构）。' };
  const given = await sumAdjusted(context.db, { scheme: code, unit: unit(2), criterion: 'first' });
  if (given.count === 0) await adjust(context, code, bonus);
}

/** Whether the measure says something of every unit. */
async function isMeasured(context: Context, code: string): Promise<boolean> {
  const { units, measured } = await gather(context, code);
  const values = measured.get(inTime.code) ?? [];
  return values.length === units.length && values.every(({ value }) => value !== null);
}

/** Publishes a stage that is scored, and appeals against it. @returns whether it stands published */
async function publishStage(context: Context, half: 1 | 2): Promise<boolean> {
  const code = `simulated-half-${half}`;
  const state = await stateOf(context, code);
  if (state !== 'collecting' && state !== 'published') return false;
  if (state === 'collecting') {
    if (!(await isMeasured(context, code))) return false;
    await publish(context, code, undefined);
  }
  await appealAgainst(context, half);
  return true;
}

async function appealAgainst(context: Context, half: 1 | 2): Promise<void> {
  const first = `simulated-half-${half}.1`;
  const id = `${first}.${unit(3)}.data`;
  const result = await readRow(context, context.db, Result, first);
  const known = await readRow(context, context.db, Appeal, id);
  const claim = { claim: '模拟申诉：漏计一项做法（虚构）。', evidence: '模拟证据：补充台账（虚构）。' };
  // Days after, or once a person has gone on with it, nothing is played any more.
  if (!known && result && mayAppeal(context, result, unit(3)))
    await fileAppeal(context, { id: first, unit: unit(3), criterion: 'data', ...claim });
  const { state } = (await readRow(context, context.db, Appeal, id)) ?? {};
  if (half === 1 && state === 'filed')
    await decideAppeal(context, id, { upheld: false, why: '模拟决定：台账已计入（虚构）。' });
}

/** What is played of supervision: over the periods of both stages as they were defined. */
async function playedOf(context: Context) {
  const [one, two] = await Promise.all(
    ([1, 2] as const).map((half) => readRow(context, context.db, Scheme, `simulated-half-${half}`)),
  );
  const units = letters.map((_letter, at) => unit(at));
  return one && two ? { office, units, periods: [one, two] as const } : undefined;
}

/** An invented office evaluates invented units: no real one is ranked by what is invented. */
export const inventedEvaluation: Played = {
  name: 'performance.office',
  grants: {
    'organisations:read': 'city',
    'organisations:write': 'city',
    'performance:read': 'city',
    'performance:answer': 'city',
    'performance:manage': 'city',
    'jobs:own': 'own',
  },
  async play(context) {
    await handInFile(context, Organisation, 'simulated-evaluated-units.csv', organisations);
    const measures = await standingMeasures(context, context.db);
    if (measures.some(({ code }) => code === measure)) {
      await collectStage(context, 1);
      await collectStage(context, 2);
      // Once they are counted, both stages are published.
      const played = await playedOf(context);
      if (played) await recordInvented(context, played);
    }
    await superviseInvented(context, { office, units: letters.map((_letter, at) => unit(at)) });
  },
};

const isPlayed = async (context: Context): Promise<boolean> => {
  const scheme = await readRow(context, context.db, Scheme, 'simulated-half-2');
  return (
    scheme?.meta.simulated === true && leavesOf(scheme.definition).some(({ code }) => code === inTime.code)
  );
};

/**
 * The stages of a simulated city are published when the measure that feeds them says something of every unit; afterwards one matter
 * comes late, so that there is a figure that was revised. Safe to hear again.
 */
export const publishWhenMeasured = subscription(
  'performance.publish-invented',
  measureReleased,
  async (happened, heard) => {
    if (happened.payload.measure !== measure || !(await isPlayed(heard))) return;
    const grants = new Map(Object.entries(inventedEvaluation.grants));
    const context = { ...heard, actor: { ...system, id: 'simulator', name: '模拟器', grants } };
    const played = await playedOf(context);
    const published = (await publishStage(context, 1)) && (await publishStage(context, 2));
    if (played && published) await recordLate(context, { ...played, units: [unit(3)] });
  },
);

import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { handInFile, readRow } from '#kernel/record-server';
import { chance } from '#engines/chance';
import { deadline, type WorkingCalendar } from '#engines/working-days';
import { Organisation } from '#platform/base/organisations';
import { cityCalendar, closeTask, openTask } from '#platform/base/tasks';
import { demonstrationKind } from '../kinds.ts';
import { Rule } from '../records.ts';
import { defineCaseRule } from '../rules/define-case-rule.ts';
import { RiskRule } from '../shapes.ts';
import { judgeRisks } from './job.ts';
import { knowsKind } from './task-store.ts';

const city = '330281';
const unit = (at: number): string => `${city}-moni-banshi-${at + 1}`;
const organisations = [
  '代码,名称,英文名称,类型,区划,重建,模拟数据',
  ...['甲', '乙'].map(
    (letter, at) =>
      `${unit(at)},模拟办事单位${letter},Simulated Service Unit ${'AB'[at] ?? ''},public-institution,${city},否,是`,
  ),
].join('\n');

const rule = RiskRule.parse({
  code: 'simulated-matters-late',
  title: { zh: '虚构：办理事项可能逾期', en: 'Invented: matters that may be late' },
  taskKind: demonstrationKind,
  owner: '330281-zfb',
  detector: { kind: 'risk', levels: { blue: 0.4, yellow: 0.55, orange: 0.7, red: 0.9 }, clear: 0.3 },
});

const HOUR = 3_600_000;
const matters = 140;
/** Hours of the wall clock between two openings: fourteen weeks in all. */
const apart = (14 * 7 * 24) / matters;
/** Matters opened some five days ago that nobody has dealt with: so that there is something to warn of. */
const left = new Set([matters - 8, matters - 7]);

interface Matter {
  readonly key: string;
  readonly owner: string;
  readonly opened: string;
  /** When it was closed; null: later than now. */
  readonly closed: string | null;
}

/** Matters of two invented units, the second of which is slower, each with five working days: by seed. */
function drawn(now: Date, calendar: WorkingCalendar, seed: number): Matter[] {
  const next = chance(seed);
  return Array.from({ length: matters }, (_, at) => {
    const opened = new Date(now.getTime() - (matters - at) * apart * HOUR).toISOString();
    // About three working days in the middle, some much longer.
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const hours = 20 * (1 + 0.3 * (at % 2)) * Math.exp(0.6 * normal);
    const ends = deadline(calendar, opened, { unit: 'working-hours', amount: Math.round(hours) }).at;
    const closed = ends !== null && ends < now.toISOString() && !left.has(at) ? ends : null;
    return { key: `simulated-${at + 1}`, owner: unit(at % 2), opened, closed };
  });
}

/** As if it were then: what happened on past days is opened and closed with their dates. */
const asOf = (context: Context, instant: string): Context => ({ ...context, clock: fixedClock(instant) });

async function deal(context: Context, tx: Db, { key, owner, opened, closed }: Matter): Promise<void> {
  const source = { module: 'decision-support', record: 'demonstration', key };
  const number = key.replace('simulated-', '');
  await openTask(asOf(context, opened), tx, {
    kind: demonstrationKind,
    title: { zh: `虚构事项 ${number}`, en: `Invented matter ${number}` },
    owner,
    source,
    link: '/decision-support/risk',
    simulated: true,
  });
  if (closed === null) return;
  await closeTask(asOf(context, closed), tx, source, {
    outcome: { zh: '办结（虚构）', en: 'Done (invented)' },
  });
}

/** Invented matters and the invented rule that watches them: a real institution gets no result from them. */
export async function playMatters(context: Context, seed: number): Promise<void> {
  await handInFile(context, Organisation, 'simulated-service-units.csv', organisations);
  const calendar = await cityCalendar(context.db);
  if (!(await knowsKind(context.db, demonstrationKind)))
    await context.transaction(async (tx) => {
      for (const matter of drawn(context.clock.now(), calendar, seed)) await deal(context, tx, matter);
    });
  if (await readRow(context, context.db, Rule, rule.code)) return;
  await defineCaseRule(context, rule, true);
  await context.startJob(context.db, judgeRisks, {}, { actor: system });
}

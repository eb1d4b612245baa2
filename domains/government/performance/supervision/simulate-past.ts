import type { Context } from '#kernel/context';
import { findMatter } from '../store.ts';
import type { PastMatter } from './contract.ts';
import { recordPast } from './past.ts';

interface Period {
  readonly begins: string;
  readonly ends: string;
}

interface Playing {
  readonly office: string;
  readonly units: readonly string[];
  /** Two, in their order. */
  readonly periods: readonly [Period, Period];
}

const dayOfMonth = (month: string, day: number): string => `${month}-${String(day).padStart(2, '0')}`;

/** The months of a period: `2026-06`. */
function monthsOf({ begins, ends }: Period): string[] {
  const months: string[] = [];
  const day = new Date(`${begins}T00:00:00Z`);
  for (; day.toISOString().slice(0, 10) <= ends; day.setUTCMonth(day.getUTCMonth() + 1))
    months.push(day.toISOString().slice(0, 7));
  return months;
}

/** In which of its months each unit was late, period by period. */
const lateIn: readonly (readonly (readonly number[])[])[] = [
  [[0], [1, 4], [0, 2, 5], [1, 2, 3]],
  [[3], [], [5], [0, 4]],
];

interface Told {
  readonly month: string;
  readonly title: string;
  readonly late: (at: number) => boolean;
}

/** One matter that was due on the 15th of a month, and closed by its 25th. */
const matterOf = ({ month, title, late }: Told, units: readonly string[]): PastMatter => ({
  title,
  what: '按月报送便民终端运行情况（虚构）。',
  basedOn: '模拟年度督查计划（虚构）',
  issuedOn: dayOfMonth(month, 2),
  dueOn: dayOfMonth(month, 15),
  units: units.map((unit, at) => ({
    unit,
    finishedOn: dayOfMonth(month, late(at) ? 19 : 12),
    closedOn: dayOfMonth(month, 25),
    outcome: 'met' as const,
    quality: late(at) ? 70 : 85,
    why: '模拟验收：已报送（虚构）。',
  })),
});

const titleOf = (month: string): string => `模拟督查：${month} 便民终端运行情况`;

/** What an invented office has closed in both periods, taken over from an invented ledger: all of it at once. */
export async function recordInvented(context: Context, { office, units, periods }: Playing): Promise<void> {
  const told = periods.flatMap((period, half) =>
    monthsOf(period).map((month, place) => ({
      month,
      title: titleOf(month),
      late: (at: number) => lateIn[half]?.[at]?.includes(place) ?? false,
    })),
  );
  if (await findMatter(context.db, office, told[0]?.title ?? '')) return;
  await recordPast(context, { office, matters: told.map((each) => matterOf(each, units)), simulated: true });
}

/** One more matter of the last month, which comes when the stage is published. */
export async function recordLate(context: Context, { office, units, periods }: Playing): Promise<void> {
  const month = monthsOf(periods[1]).at(-1) ?? '';
  const title = `模拟督查：${month} 迟到的一件`;
  if (await findMatter(context.db, office, title)) return;
  const matter = matterOf({ month, title, late: () => true }, units);
  await recordPast(context, { office, matters: [matter], simulated: true });
}

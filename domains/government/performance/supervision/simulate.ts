import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { countMatters } from '../store.ts';
import { closeMatter, issue, receive, report, urge } from './work.ts';

const DAY = 86_400_000;
const later = (context: Context, days: number): string =>
  new Date(Date.parse(`${dayOf(context)}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Two invented matters of invented units: one closed, one under way. */
export async function superviseInvented(
  context: Context,
  { office, units }: { readonly office: string; readonly units: readonly string[] },
): Promise<void> {
  if ((await countMatters(context.db, '%')) > 0) return;
  const first = {
    title: '模拟督查：便民终端点位清单',
    what: '报送本单位便民终端点位清单，逐个注明开放时间（虚构）。',
    basedOn: '模拟专题会议（虚构）',
    office,
    units,
    dueOn: later(context, 10),
  };
  const number = await issue(context, first, true);
  for (const unit of units) {
    const id = `${number}.${unit}`;
    await receive(context, id);
    await report(context, id, { percent: 100, progress: '清单已报送（虚构）。' });
    await closeMatter(context, id, { outcome: 'met', quality: 90, why: '清单齐全（虚构）。' });
  }
  const second = {
    title: '模拟督查：数据共享需求对接',
    what: '与数据主管部门对接共享需求，形成责任清单（虚构）。',
    basedOn: '模拟年度计划（虚构）',
    office,
    units: units.slice(0, 2),
    dueOn: later(context, 30),
    milestone: '形成需求初稿（虚构）',
    milestoneOn: later(context, 14),
  };
  const other = await issue(context, second, true);
  const [one = '', two = ''] = units.map((unit) => `${other}.${unit}`);
  await receive(context, one);
  await report(context, one, { percent: 40, progress: '需求初稿已完成（虚构）。' });
  await urge(context, two, '请尽快签收（虚构）。');
}

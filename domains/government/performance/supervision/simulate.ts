import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { readRow } from '#kernel/record-server';
import { findMatter } from '../store.ts';
import { Supervision } from './record.ts';
import { closeMatter, issue, receive, report, urge } from './work.ts';

const DAY = 86_400_000;
const later = (context: Context, days: number): string =>
  new Date(Date.parse(`${dayOf(context)}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Takes what steps are left of an invented matter that is done. */
async function finish(context: Context, id: string): Promise<void> {
  const stateNow = async () => (await readRow(context, context.db, Supervision, id))?.state;
  if ((await stateNow()) === 'issued') await receive(context, id);
  if ((await stateNow()) === 'working')
    await report(context, id, { percent: 100, progress: '清单已报送（虚构）。' });
  if ((await stateNow()) === 'finished')
    await closeMatter(context, id, { outcome: 'met', quality: 90, why: '清单齐全（虚构）。' });
}

interface Playing {
  readonly office: string;
  readonly units: readonly string[];
}

async function playFirst(context: Context, { office, units }: Playing): Promise<void> {
  const title = '模拟督查：便民终端点位清单';
  const first = {
    title,
    what: '报送本单位便民终端点位清单，逐个注明开放时间（虚构）。',
    basedOn: '模拟专题会议（虚构）',
    office,
    units,
    dueOn: later(context, 10),
  };
  const number = (await findMatter(context.db, office, title)) ?? (await issue(context, first, true));
  for (const unit of units) await finish(context, `${number}.${unit}`);
}

async function playSecond(context: Context, { office, units }: Playing): Promise<void> {
  const title = '模拟督查：数据共享需求对接';
  const second = {
    title,
    what: '与数据主管部门对接共享需求，形成责任清单（虚构）。',
    basedOn: '模拟年度计划（虚构）',
    office,
    units: units.slice(0, 2),
    dueOn: later(context, 30),
    milestone: '形成需求初稿（虚构）',
    milestoneOn: later(context, 14),
  };
  const number = (await findMatter(context.db, office, title)) ?? (await issue(context, second, true));
  const [one, two] = await Promise.all(
    units.slice(0, 2).map((unit) => readRow(context, context.db, Supervision, `${number}.${unit}`)),
  );
  if (one?.state === 'issued') await receive(context, one.id);
  if (one && one.percent === 0)
    await report(context, one.id, { percent: 40, progress: '需求初稿已完成（虚构）。' });
  if (two?.state === 'issued' && two.urged === 0) await urge(context, two.id, '请尽快签收（虚构）。');
}

/** Two invented matters of invented units: one closed, one under way. */
export async function superviseInvented(context: Context, playing: Playing): Promise<void> {
  await playFirst(context, playing);
  await playSecond(context, playing);
}

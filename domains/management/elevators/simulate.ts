import type { Context } from '#kernel/context';
import { handInFile } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { createAccount, demonstrationPassword } from '#platform/base/identity';
import { divisionCodes, Organisation } from '#platform/base/organisations';
import { handleAlarm, takeAlarm } from './alarms.ts';
import type { Report } from './contract.ts';
import { Lift } from './records.ts';
import { dayIn } from './rules.ts';
import { accountStands } from './store.ts';

const city = '330281';
const maintainers = ['jia', 'yi'].map((name) => `${city}-moni-weibao-${name}`);
const users = ['jia', 'yi', 'bing'].map((name) => `${city}-moni-wuye-${name}`);
const monitor = `${city}-moni-jiance`;
const lifts = 60;
const dayMs = 86_400_000;

const organisationFile = (): string =>
  [
    '代码,名称,英文名称,类型,区划,重建,模拟数据',
    ...maintainers.map(
      (code, at) =>
        `${code},模拟电梯维保公司${'甲乙'[at]},Simulated Lift Maintainer ${'AB'[at]},enterprise,${city},否,是`,
    ),
    ...users.map(
      (code, at) =>
        `${code},模拟物业公司${'甲乙丙'[at]},Simulated Property Company ${'ABC'[at]},enterprise,${city},否,是`,
    ),
    `${monitor},模拟电梯监测公司,Simulated Lift Monitoring Company,enterprise,${city},否,是`,
  ].join('\n');

const liftCode = (at: number): string => `MN-LIFT-${String(at + 1).padStart(4, '0')}`;
const isWatched = (at: number): boolean => at % 5 < 3;

/** Two in five were put into use after the plan; one in twelve has let its inspection pass. */
const liftFile = (now: Date, villages: readonly string[]): string =>
  [
    '电梯编号,地点,所在村社区,制造单位,维保单位,使用单位,投用日期,上次检验日期,下次检验日期,已接入监测,监测单位,模拟数据',
    ...Array.from({ length: lifts }, (_, at) => {
      const since = at % 5 < 2 ? `2018-0${1 + (at % 9)}-10` : `201${at % 7}-0${1 + (at % 9)}-10`;
      const last = now.getTime() - (at % 12 === 7 ? 380 + at : 5 * at + 3) * dayMs;
      const [inspectedOn, inspectBy] = [dayIn(new Date(last)), dayIn(new Date(last + 365 * dayMs))];
      const place = `模拟小区${1 + Math.floor(at / 6)} ${1 + (at % 6)} 幢`;
      const village = villages[(at * 37) % villages.length] ?? city;
      const watch = isWatched(at) ? `是,${monitor}` : '否,';
      return `${liftCode(at)},${place},${village},模拟电梯厂,${maintainers[at % 2]},${users[at % 3]},${since},${inspectedOn},${inspectBy},${watch},是`;
    }),
  ].join('\n');

/** What the monitoring company tells: one person still trapped, faults, one that ended, one told again and late. */
function reports(now: Date): readonly Report[] {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  const door = { number: 'MN-A-0003', lift: liftCode(5), kind: 'door', occurredAt: ago(300) } as const;
  return [
    { number: 'MN-A-0001', lift: liftCode(0), kind: 'trapped', occurredAt: ago(4) },
    { number: 'MN-A-0002', lift: liftCode(1), kind: 'between-floors', occurredAt: ago(60) },
    door,
    { ...door, endedAt: ago(290) },
    door,
    { number: 'MN-A-0004', lift: liftCode(6), kind: 'trapped', occurredAt: ago(1500), endedAt: ago(1480) },
    { number: 'MN-A-0005', lift: liftCode(7), kind: 'door', occurredAt: ago(600) },
  ];
}

/** Somebody of the first maintainer, to try with: it is made here because its company is. */
async function employ(context: Context): Promise<void> {
  const account = 'lift-maintainer';
  const [organisation = city] = maintainers;
  if (await accountStands(context.db, account)) return;
  await context.transaction((tx) =>
    createAccount(context, tx, {
      account,
      name: '梯安平',
      kind: 'official',
      password: demonstrationPassword,
      posts: [{ code: `demo.${account}`, role: 'lift-maintainer', organisation, division: city }],
      simulated: true,
    }),
  );
}

/** Invented companies register their lifts by file; one of them watches lifts and tells of alarms, another mends. */
export const liftCompanies: Played = {
  name: 'elevators.companies',
  grants: {
    'organisations:read': 'city',
    'organisations:write': 'city',
    'elevators:read': 'city',
    'elevators:write': 'city',
    'elevators:report': 'department',
    'elevators:handle': 'department',
    'jobs:own': 'own',
  },
  async play(context) {
    // Days are reckoned from today, so what was played once is not played otherwise tomorrow.
    if (await accountStands(context.db, 'lift-maintainer')) return;
    const now = context.clock.now();
    const villages = [...(await divisionCodes(context.db))].filter((code) => code.length === 12).toSorted();
    await handInFile(context, Organisation, 'simulated-lift-companies.csv', organisationFile());
    await handInFile(context, Lift, 'simulated-lifts.csv', liftFile(now, villages));
    const as = (organisation: string) => ({ ...context, actor: { ...context.actor, organisation } });
    for (const report of reports(now)) await takeAlarm(as(monitor), report);
    await handleAlarm(as(maintainers[0] ?? ''), `${monitor}.MN-A-0004`, {
      result: 'released',
      done: '模拟处置：20 分钟内到场，两人平安救出，更换抱闸。',
    }).catch(() => undefined);
    await employ(context);
  },
};

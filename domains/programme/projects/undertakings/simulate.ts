import { dayIn } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { handInFile, readRow } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { Organisation } from '#platform/base/organisations';
import { askBaseline, baselines } from '../baselines/process.ts';
import { daysAfter, periodsUntil } from '../concessions/periods.ts';
import { Concession, Remittance, Revenue } from '../concessions/records.ts';
import { proposals } from '../proposals/process.ts';
import { Proposal } from '../proposals/records.ts';
import { openReport, reports } from '../reports/process.ts';
import { Risk } from '../risks/records.ts';
import { Tender } from '../tendering/records.ts';
import { Activity, Contract, Payment, Undertaking } from './records.ts';

const city = '330281';
const unit = `${city}-moni-xiangmu`;
const [first, second, third] = ['MN-2026-001', 'MN-2026-002', 'MN-2026-003'];
const DAY = 86_400_000;

const organisations = [
  '代码,名称,英文名称,类型,区划,重建,模拟数据',
  `${unit},模拟项目建设单位,Simulated Project Unit,public-institution,${city},否,是`,
].join('\n');

type DayOf = (fromToday: number) => string;

const undertakings = (day: DayOf): string =>
  [
    '项目编号,项目名称,责任单位,状态,开工日期,要求完成日期,批复预算,资金来源,建设内容,模拟数据',
    `${first},模拟：社区便民终端建设,${unit},建设中,${day(-84)},${day(80)},1200000,市级财政,二十台自助终端及其后台,是`,
    `${second},模拟：机房能耗监测,${unit},已立项,${day(14)},${day(150)},300000,单位自筹,能耗采集与展示,是`,
  ].join('\n');

/** What is done, and until when, is reckoned from today: the city is lived in on whatever day it is started. */
const activities = (day: DayOf): string =>
  [
    '任务编号,任务名称,项目编号,责任单位,阶段,工期,紧前任务,任务预算,实际开始,实际完成,剩余工作日,完成百分比,模拟数据',
    `${first}.A01,需求调研,${first},${unit},前期,10,,50000,${day(-84)},${day(-70)},,100,是`,
    `${first}.A02,招标采购,${first},${unit},招标采购,20,A01,30000,${day(-69)},${day(-35)},,100,是`,
    `${first}.A03,终端生产,${first},${unit},建设,30,A02,600000,${day(-34)},,,40,是`,
    `${first}.A04,后台开发,${first},${unit},建设,25,A02,350000,${day(-34)},,,50,是`,
    `${first}.A05,网络布线,${first},${unit},建设,8,A02SS+10,90000,,,,0,是`,
    `${first}.A06,联调与试运行,${first},${unit},试运行,15,A03; A04; A05,60000,,,,0,是`,
    `${first}.A07,验收,${first},${unit},验收,0,A06FS+2,20000,,,,0,是`,
    `${second}.B01,方案设计,${second},${unit},前期,15,,40000,,,,0,是`,
    `${second}.B02,询价采购,${second},${unit},招标采购,10,B01,10000,,,,0,是`,
    `${second}.B03,安装调试,${second},${unit},建设,30,B02,230000,,,,0,是`,
    `${second}.B04,验收,${second},${unit},验收,0,B03,20000,,,,0,是`,
  ].join('\n');

const tenders = (day: DayOf): string =>
  [
    '采购编号,标的,项目编号,责任单位,采购方式,最高限价,公告日期,投标截止,开标日期,有效投标数,结果,成交供应商,成交金额,成交通知日期,模拟数据',
    `MN-CG-001,终端供货与安装,${first},${unit},公开招标,720000,${day(-68)},${day(-47)},${day(-47)},4,成交,模拟终端供应商,690000,${day(-42)},是`,
    `MN-CG-002,后台软件开发,${first},${unit},竞争性磋商,430000,${day(-60)},${day(-48)},${day(-48)},3,成交,模拟软件公司,410000,${day(-42)},是`,
  ].join('\n');

const risks = (day: DayOf): string =>
  [
    '风险编号,风险,项目编号,责任单位,可能性,影响,应对方式,应对措施,应对单位,复核日期,状态,模拟数据',
    `${first}.R1,关键部件供货延期,${first},${unit},4,4,减轻,与供应商约定分批到货和违约金,${unit},${day(10)},存在,是`,
    `${first}.R2,点位供电条件不具备,${first},${unit},2,4,规避,逐个点位现场核实,${unit},${day(20)},存在,是`,
    `${first}.R3,使用率低于预期,${first},${unit},3,2,接受,试运行期间按月统计,${unit},${day(30)},存在,是`,
  ].join('\n');

const proposed = (day: DayOf): string =>
  [
    '申请编号,项目名称,申请单位,建设内容,开工日期,要求完成日期,申请金额,资金来源,新采集的数据项,模拟数据',
    `${third},模拟：能源在线监管平台,${unit},对重点用能单位的能耗进行在线采集和监管，按月汇总,${day(60)},${day(300)},860000,市级财政,用电量；天然气,是`,
  ].join('\n');

const contracts = (day: DayOf): string =>
  [
    '合同编号,标的,项目编号,责任单位,供应商,采购方式,采购编号,未招标理由,计划签订日期,签订日期,合同金额,模拟数据',
    `MN-HT-001,终端供货与安装,${first},${unit},模拟终端供应商,公开招标,MN-CG-001,,${day(-39)},${day(-35)},690000,是`,
    `MN-HT-002,后台软件开发,${first},${unit},模拟软件公司,竞争性磋商,MN-CG-002,,${day(-35)},${day(-35)},410000,是`,
    `MN-HT-003,监理服务,${first},${unit},,询价,,限额标准以下（虚构）,${day(-14)},,60000,是`,
  ].join('\n');

const payments = (day: DayOf): string =>
  [
    '支付编号,合同编号,项目编号,责任单位,支付日期,金额,说明,模拟数据',
    `MN-ZF-001,MN-HT-001,${first},${unit},${day(-30)},207000,预付三成,是`,
    `MN-ZF-002,MN-HT-002,${first},${unit},${day(-30)},123000,预付三成,是`,
    `MN-ZF-003,MN-HT-001,${first},${unit},${day(-6)},345000,到货五成,是`,
  ].join('\n');

/** An invented operator that pays a part too little and has not reported the last quarter. */
const concession = (day: DayOf): string =>
  [
    '协议编号,协议名称,责任单位,经营者,方式,开始日期,期满日期,报送周期,期后报送天数,分成档次,档次计算,模拟数据',
    `MN-TX-001,模拟：便民终端广告经营,${unit},模拟广告公司,委托运营,${day(-400)},${day(1400)},每季,20,100000:5; 300000:8; 10,按年累计分档,是`,
  ].join('\n');

/** All quarters that are over but the last. */
const quarters = (day: DayOf) =>
  periodsUntil({ startsOn: day(-400), endsOn: day(1400) }, 'quarter', day(0)).slice(0, -1);

const revenues = (day: DayOf): string =>
  [
    '收入编号,协议编号,责任单位,经营收入,报送日期,模拟数据',
    ...quarters(day).map(
      ({ name, lastDay }, at) =>
        `MN-TX-001.${name},MN-TX-001,${unit},${86_000 + 9_000 * at}.50,${daysAfter(lastDay, 12)},是`,
    ),
  ].join('\n');

const remittances = (day: DayOf): string =>
  [
    '缴款编号,收入编号,协议编号,责任单位,缴款日期,金额,模拟数据',
    ...quarters(day).map(
      ({ name, lastDay }, at) =>
        `MN-JK-${at + 1},MN-TX-001.${name},MN-TX-001,${unit},${daysAfter(lastDay, 15)},4300,是`,
    ),
  ].join('\n');

/** Somebody else of the office decides: nobody on what they asked themselves. */
const asOffice = (context: Context): Context => ({
  ...context,
  actor: { ...context.actor, id: `${context.actor.id}-office` },
});

const asUnit = (context: Context): Context => ({
  ...context,
  actor: { ...context.actor, organisation: unit },
});

/** The plan is frozen as it was before anything of it was done, and the month's report says how far it is. */
async function freezeAndReport(context: Context, day: DayOf): Promise<void> {
  await handInFile(context, Activity, 'simulated-activities.csv', activities(day));
  const baseline = await askBaseline(context, first, { reason: '实施计划（虚构）' });
  await baselines.act(asOffice(context), baseline, { act: 'freeze' });
  const report = await openReport(context, first);
  const line = (code: string, percent: number, began: number, daysLeft: number) => ({
    code: `${first}.${code}`,
    percent,
    beganOn: day(began),
    endedOn: null,
    daysLeft,
  });
  const lines = [line('A03', 60, -34, 14), line('A04', 75, -34, 6)];
  await reports.act(asUnit(context), report, {
    act: 'file',
    words: '终端生产和后台开发按序推进（虚构）。',
    lines,
  });
  await reports.act(asOffice(context), report, { act: 'accept' });
}

/** Two invented undertakings of an invented unit: one under way and late, one not begun; and one that is proposed. */
export const inventedUndertakings: Played = {
  name: 'projects.undertakings',
  grants: {
    'organisations:read': 'city',
    'organisations:write': 'city',
    'projects:read': 'city',
    'projects:write': 'city',
    'projects:approve': 'city',
    'jobs:own': 'own',
  },
  async play(context: Context) {
    // Days are reckoned from the first time it is played: what was frozen then stays.
    if (await readRow(context, context.db, Undertaking, first)) return;
    const day: DayOf = (days) => dayIn('Asia/Shanghai', new Date(context.clock.now().getTime() + days * DAY));
    await handInFile(context, Organisation, 'simulated-project-unit.csv', organisations);
    await handInFile(context, Undertaking, 'simulated-undertakings.csv', undertakings(day));
    await freezeAndReport(context, day);
    await handInFile(context, Tender, 'simulated-tenders.csv', tenders(day));
    await handInFile(context, Risk, 'simulated-risks.csv', risks(day));
    await handInFile(context, Contract, 'simulated-contracts.csv', contracts(day));
    await handInFile(context, Payment, 'simulated-payments.csv', payments(day));
    await handInFile(context, Concession, 'simulated-concession.csv', concession(day));
    await handInFile(context, Revenue, 'simulated-revenues.csv', revenues(day));
    await handInFile(context, Remittance, 'simulated-remittances.csv', remittances(day));
    await handInFile(context, Proposal, 'simulated-proposals.csv', proposed(day));
    await proposals.act(asUnit(context), third, { act: 'submit' });
  },
};

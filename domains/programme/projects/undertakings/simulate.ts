import { dayIn } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { handInFile } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { Organisation } from '#platform/base/organisations';
import { Activity, Contract, Payment, Undertaking } from './records.ts';

const city = '330281';
const unit = `${city}-moni-xiangmu`;
const [first, second] = ['MN-2026-001', 'MN-2026-002'];
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
    `${first}.A03,终端生产,${first},${unit},建设,30,A02,600000,${day(-34)},,14,60,是`,
    `${first}.A04,后台开发,${first},${unit},建设,25,A02,350000,${day(-34)},,6,75,是`,
    `${first}.A05,网络布线,${first},${unit},建设,8,A02SS+10,90000,,,,0,是`,
    `${first}.A06,联调与试运行,${first},${unit},试运行,15,A03; A04; A05,60000,,,,0,是`,
    `${first}.A07,验收,${first},${unit},验收,0,A06FS+2,20000,,,,0,是`,
    `${second}.B01,方案设计,${second},${unit},前期,15,,40000,,,,0,是`,
    `${second}.B02,询价采购,${second},${unit},招标采购,10,B01,10000,,,,0,是`,
    `${second}.B03,安装调试,${second},${unit},建设,30,B02,230000,,,,0,是`,
    `${second}.B04,验收,${second},${unit},验收,0,B03,20000,,,,0,是`,
  ].join('\n');

const contracts = (day: DayOf): string =>
  [
    '合同编号,标的,项目编号,责任单位,供应商,采购方式,签订日期,合同金额,模拟数据',
    `MN-HT-001,终端供货与安装,${first},${unit},模拟终端供应商,公开招标,${day(-35)},690000,是`,
    `MN-HT-002,后台软件开发,${first},${unit},模拟软件公司,竞争性磋商,${day(-35)},410000,是`,
  ].join('\n');

const payments = (day: DayOf): string =>
  [
    '支付编号,合同编号,项目编号,责任单位,支付日期,金额,说明,模拟数据',
    `MN-ZF-001,MN-HT-001,${first},${unit},${day(-30)},207000,预付三成,是`,
    `MN-ZF-002,MN-HT-002,${first},${unit},${day(-30)},123000,预付三成,是`,
    `MN-ZF-003,MN-HT-001,${first},${unit},${day(-6)},345000,到货五成,是`,
  ].join('\n');

/** Two invented undertakings of an invented unit: one under way and late, one not begun. */
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
    const day: DayOf = (days) => dayIn('Asia/Shanghai', new Date(context.clock.now().getTime() + days * DAY));
    await handInFile(context, Organisation, 'simulated-project-unit.csv', organisations);
    await handInFile(context, Undertaking, 'simulated-undertakings.csv', undertakings(day));
    await handInFile(context, Activity, 'simulated-activities.csv', activities(day));
    await handInFile(context, Contract, 'simulated-contracts.csv', contracts(day));
    await handInFile(context, Payment, 'simulated-payments.csv', payments(day));
  },
};

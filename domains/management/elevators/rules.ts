import type { Text } from '#kernel/texts';
import { dayOf, isoDay, msOf } from '#engines/working-days';

/** The day of the plan (余政办发〔2017〕61号): lifts put into use from then on have to be monitored, earlier ones may. */
export const mandatoryFrom = '2017-06-09';

/** Whoever maintains a lift is with a trapped person within this time of hearing of it (TSG T5002-2017). */
export const trappedMinutes = 30;

/** Clocks of companies run ahead a little; what lies further ahead is a wrong clock. */
const aheadMs = 5 * 60_000;

/** The city's day in which an instant lies. */
export const dayIn = (at: Date): string => isoDay(dayOf(at.getTime()));

export const mustBeMonitored = (inUseSince: string): boolean => inUseSince >= mandatoryFrom;

interface LiftDays {
  readonly inUseSince?: unknown;
  readonly inspectedOn?: unknown;
  readonly inspectBy?: unknown;
}

type DayFault = 'inFuture' | 'inspectedBeforeUse' | 'nextBeforeLast';

const isAfter = (later: unknown, earlier: unknown): boolean =>
  typeof later === 'string' && typeof earlier === 'string' && later > earlier;

/** What is wrong with the days of a lift; a row of a file may give some of them only. */
export function faultOfDays({ inUseSince, inspectedOn, inspectBy }: LiftDays, today: string) {
  const faults: readonly (readonly [boolean, DayFault])[] = [
    [isAfter(inUseSince, today) || isAfter(inspectedOn, today), 'inFuture'],
    [isAfter(inUseSince, inspectedOn), 'inspectedBeforeUse'],
    [
      isAfter(inspectedOn, inspectBy) || (inspectedOn === inspectBy && inspectBy !== undefined),
      'nextBeforeLast',
    ],
  ];
  return faults.find(([wrong]) => wrong)?.[1];
}

/** Whether a lift says of its monitoring what fits together; what a row does not give cannot clash. */
export const monitoringFits = (row: {
  readonly monitored?: unknown;
  readonly monitoredBy?: unknown;
}): boolean =>
  row.monitored === undefined ||
  row.monitoredBy === undefined ||
  (row.monitored === true) === (typeof row.monitoredBy === 'string');

export interface AlarmTimes {
  readonly occurredAt: string;
  readonly endedAt?: string | undefined;
}

export function faultOfTimes(
  { occurredAt, endedAt }: AlarmTimes,
  now: Date,
): 'ahead' | 'endsFirst' | undefined {
  const latest = now.getTime() + aheadMs;
  if (msOf(occurredAt) > latest || (endedAt !== undefined && msOf(endedAt) > latest)) return 'ahead';
  return endedAt !== undefined && msOf(endedAt) < msOf(occurredAt) ? 'endsFirst' : undefined;
}

/** The last instant at which help for a trapped person is in time. */
export const helpBy = (heard: Date): string =>
  new Date(heard.getTime() + trappedMinutes * 60_000).toISOString();

export interface Duty {
  readonly who: 'maker' | 'maintainer' | 'userUnit' | 'monitoredBy';
  readonly what: Text;
  readonly basis: Text;
}

const safetyLaw = (article: string): Text => ({
  zh: `《特种设备安全法》${article}`,
  en: `Special Equipment Safety Law ${article}`,
});

/** Who answers for what, with the law that says so. */
export const duties: readonly Duty[] = [
  {
    who: 'maker',
    what: {
      zh: '对电梯安全性能负责；跟踪调查运行情况，为维护保养提供技术帮助。',
      en: 'Answers for how safe the lift is made; follows how it runs and helps its maintainer.',
    },
    basis: safetyLaw('第二十二、四十六条'),
  },
  {
    who: 'maintainer',
    what: {
      zh: `对所维护电梯的安全性能负责；接到困人报警后 ${trappedMinutes} 分钟内赶到救援，记录处置结果。`,
      en: `Answers for the safety of the lifts it maintains; is with trapped people within ${trappedMinutes} minutes and records what was done.`,
    },
    basis: {
      zh: '《特种设备安全法》第四十五条；TSG T5002-2017',
      en: 'Special Equipment Safety Law 第四十五条; TSG T5002-2017',
    },
  },
  {
    who: 'userUnit',
    what: {
      zh: '使用经定期检验合格的电梯，按期申请检验；2017 年 6 月 9 日起投用的电梯须接入远程监测。',
      en: 'Lets run only what passed its periodic inspection, and asks for it in time; has lifts put into use since 9 June 2017 monitored.',
    },
    basis: {
      zh: '《特种设备安全法》第四十条；规划 C9',
      en: 'Special Equipment Safety Law 第四十条; the plan, C9',
    },
  },
  {
    who: 'monitoredBy',
    what: {
      zh: '及时、如实报送报警；报警不得删改，用途限于救援和安全监察。',
      en: 'Reports alarms at once and as they are; they are not taken back, and serve rescue and supervision alone.',
    },
    basis: { zh: '规划 C9；《数据安全法》第三十二条', en: 'The plan, C9; Data Security Law 第三十二条' },
  },
];

import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { closeUnpaid } from './orders.ts';
import { providersOf } from './providers.ts';
import { reconcileDay } from './reconciliation.ts';
import { retryRefunds } from './refunds.ts';
import { lastDay } from './store.ts';

const closed = { zh: '关闭 {count} 个未支付订单', en: '{count} unpaid orders closed' };
const refunded = { zh: '{count} 笔退款已完成', en: '{count} refunds done' };
const compared = { zh: '{day}：{differences} 笔差异', en: '{day}: {differences} differences' };

export const closeJob = defineJob({
  name: 'payments.close-unpaid',
  title: { zh: '关闭超时未支付的订单', en: 'Close orders that were not paid in time' },
  input: z.object({}),
  attempts: 2,
  brief: true,
  lane: () => 'payments.close-unpaid',
  run: async (_input, _run, context): Promise<JobOutcome> => ({
    summary: fill(closed, { count: await closeUnpaid(context) }),
  }),
});

export const refundJob = defineJob({
  name: 'payments.refunds',
  title: { zh: '重试未完成的退款', en: 'Try refunds again that were not done' },
  input: z.object({}),
  attempts: 2,
  brief: true,
  lane: () => 'payments.refunds',
  run: async (_input, _run, context): Promise<JobOutcome> => ({
    summary: fill(refunded, { count: await retryRefunds(context) }),
  }),
});

/** The days that are over since the last one that was compared, at most a month of them; yesterday where none was. */
function daysAfter(last: string | undefined, context: Context): string[] {
  const now = context.clock.now().getTime();
  const days = Array.from({ length: 31 }, (_, back) =>
    dayOf(context, new Date(now - (back + 1) * 86_400_000)),
  );
  return (last === undefined ? days.slice(0, 1) : days.filter((day) => day > last)).toReversed();
}

/** Compares the days since the last time with every provider's statement. */
export const reconcileJob = defineJob({
  name: 'payments.reconcile',
  title: { zh: '每日对账', en: 'Daily reconciliation' },
  input: z.object({}),
  attempts: 5,
  lane: () => 'payments.reconcile',
  async run(_input, _run, context): Promise<JobOutcome> {
    const now = context.clock.now().getTime();
    const day = dayOf(context, new Date(now - 86_400_000));
    let differences = 0;
    const failed: unknown[] = [];
    for (const { code } of providersOf(context)) {
      const last = await lastDay(context.db, code);
      for (const missed of daysAfter(last, context))
        await reconcileDay(context, code, missed).then(
          (found) => (differences += found.differences),
          (error: unknown) => {
            context.log.error(
              { err: error, provider: code, day: missed },
              'payments: a day was not compared',
            );
            failed.push(error);
          },
        );
    }
    if (failed.length > 0) throw failed[0];
    return { summary: fill(compared, { day, differences }) };
  },
});

import { z } from 'zod';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { closeUnpaid } from './orders.ts';
import { providersOf } from './providers.ts';
import { dayOf, reconcileDay } from './reconciliation.ts';

const closed = { zh: '关闭 {count} 个未支付订单', en: '{count} unpaid orders closed' };
const compared = { zh: '{day}：{differences} 笔差异', en: '{day}: {differences} differences' };

export const closeJob = defineJob({
  name: 'payments.close-unpaid',
  title: { zh: '关闭超时未支付的订单', en: 'Close orders that were not paid in time' },
  input: z.object({}),
  attempts: 2,
  lane: () => 'payments.close-unpaid',
  run: async (_input, _run, context): Promise<JobOutcome> => ({
    summary: fill(closed, { count: await closeUnpaid(context) }),
  }),
});

/** Compares yesterday with every provider's statement. */
export const reconcileJob = defineJob({
  name: 'payments.reconcile',
  title: { zh: '每日对账', en: 'Daily reconciliation' },
  input: z.object({}),
  attempts: 5,
  lane: () => 'payments.reconcile',
  async run(_input, _run, context): Promise<JobOutcome> {
    const day = dayOf(new Date(context.clock.now().getTime() - 86_400_000));
    let differences = 0;
    for (const { code } of providersOf(context))
      differences += (await reconcileDay(context, code, day)).differences;
    return { summary: fill(compared, { day, differences }) };
  },
});

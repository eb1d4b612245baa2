import type { Context } from '#kernel/context';
import { refuseIf } from '#kernel/problem';
import { dayOf } from '#kernel/clock';
import { agentsOf } from '#platform/base/identity';
import { notify } from '#platform/base/notifications';
import { returnFor } from './publishing.ts';
import { dueIds } from './store.ts';
import { texts } from './texts.ts';

/**
 * Tells the agents of every company that has not reported a period yet; each once a day.
 * @throws Problem 409 `reporting.nobody-left`
 */
export async function remind(
  context: Context,
  code: string,
  period: string,
): Promise<{ companies: number; told: number }> {
  return context.transaction(async (tx) => {
    const row = await returnFor(context, tx, code, 'reporting:design');
    const left = await dueIds(tx, code, { period });
    refuseIf(left.length === 0, 'reporting.nobody-left', texts.past);
    const agents = new Set<string>();
    for (const { company } of left) for (const each of await agentsOf(context, tx, company)) agents.add(each);
    if (agents.size > 0)
      await notify(context, tx, {
        to: [...agents].map((id) => ({ kind: 'account', id }) as const),
        kind: 'reporting.reminder',
        params: { zh: row.titleZh, en: row.titleEn ?? row.titleZh, period },
        key: `${code}:${period}:${dayOf(context)}`,
        link: '/my/reports',
        organisation: row.owner,
        simulated: row.meta.simulated,
      });
    return { companies: left.length, told: agents.size };
  });
}

import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { fill } from '#kernel/texts';
import { cityCalendar, openTask } from '#platform/base/tasks';
import { endOf } from '../days.ts';
import { texts } from '../texts.ts';
import type { LateContracts } from './contract.ts';
import { signedLate } from './rules.ts';
import { findDueContracts, findPastPlan, type PastPlanAsked } from './signing-store.ts';

export const contractSource = (number: string) => ({ module: 'projects', record: 'contract', key: number });

/** Each contract whose planned day has come waits for its unit until it is signed, once. */
export async function contractTasks(context: Context, today: string): Promise<void> {
  for (const { number, subject, unit, plannedOn, simulated } of await findDueContracts(context.db, today))
    await context.transaction((tx) =>
      openTask(context, tx, {
        kind: 'projects.contract',
        title: fill(texts.contractTask, { subject }),
        owner: unit,
        source: contractSource(number),
        link: `/projects/contracts/${encodeURIComponent(number)}`,
        dueAt: endOf(plannedOn),
        simulated,
      }),
    );
}

const most = 1000;

/**
 * Contracts that the reader may see and that were signed late, or are not signed though their day is over: by how many
 * working days, as it stood at the end of a day.
 */
export async function lateContracts(
  context: Context,
  { asOf, ...asked }: PastPlanAsked & { readonly asOf?: string | undefined },
): Promise<LateContracts> {
  const today = dayOf(context);
  const day = asOf !== undefined && asOf < today ? asOf : today;
  const [found, calendar] = await Promise.all([
    findPastPlan(context, asked, { day, past: day < today }, most),
    cityCalendar(context.db),
  ]);
  const items = found
    .slice(0, most)
    .map(({ signedOn, ...row }) => {
      const signed = signedOn !== null && signedOn <= day ? signedOn : null;
      return { ...row, signedOn: signed, days: signedLate({ ...row, signedOn }, day, calendar) };
    })
    .filter(({ days }) => days > 0);
  return { asOf: day, capped: found.length > most, items };
}

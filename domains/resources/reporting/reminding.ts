import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob } from '#kernel/job';
import { refuseIf } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { agentsOfAll } from '#platform/base/identity';
import { countTold, notify } from '#platform/base/notifications';
import { speakersOf } from './household-store.ts';
import type { Asks } from './names.ts';
import { returnFor } from './publishing.ts';
import { Return } from './records.ts';
import { respondentsLeft, countLeft } from './store.ts';
import { texts } from './texts.ts';

/** So many respondents are asked for in one transaction. */
const chunk = 1000;

const Reminder = z.object({ return: z.string(), period: z.string() });

/** Persons themselves; of households who speaks for them. */
async function personsTold(
  context: Context,
  tx: Db,
  asks: Asks | undefined,
  respondents: readonly string[],
): Promise<readonly string[]> {
  if (asks === 'household') return speakersOf(tx, respondents, dayOf(context));
  return asks === 'person' ? respondents : [];
}

/** Tells the agents of some companies, or some persons and whoever acts for them. @returns how many had not been told today */
async function tell(
  context: Context,
  { return: code, period }: z.output<typeof Reminder>,
  respondents: readonly string[],
): Promise<number> {
  return context.transaction(async (tx) => {
    const row = await readRow(context, tx, Return, code);
    const agents = row?.asks === 'household' ? [] : await agentsOfAll(context, tx, respondents);
    const persons = await personsTold(context, tx, row?.asks, respondents);
    if (!row || agents.length + persons.length === 0) return 0;
    const notice = await notify(context, tx, {
      to: [
        ...agents.map((id) => ({ kind: 'account', id }) as const),
        ...persons.map((id) => ({ kind: 'person', id }) as const),
      ],
      kind: row.asks === 'company' ? 'reporting.reminder' : 'reporting.reminder-person',
      params: { zh: row.titleZh, en: row.titleEn ?? row.titleZh, period },
      key: `${code}:${period}:${dayOf(context)}`,
      link: '/my/reports',
      organisation: row.owner,
      simulated: row.meta.simulated,
    });
    return notice === undefined ? 0 : countTold(tx, notice);
  });
}

/** Tells everybody who has not reported a period yet, or who acts for them; each once a day, however often it is begun. */
export const remindJob = defineJob({
  name: 'reporting.remind',
  title: texts.remind,
  input: Reminder,
  attempts: 3,
  lane: ({ return: code }) => `reporting.remind:${code}`,
  async run(input, run, context) {
    let [left, told, after] = [0, 0, ''];
    for (;;) {
      run.signal.throwIfAborted();
      const some = await respondentsLeft(context.db, input, { after, limit: chunk });
      const last = some.at(-1);
      if (last === undefined) break;
      after = last;
      told += await tell(context, input, some);
      left += some.length;
      run.progress({ done: left, unit: texts.respondents });
    }
    return { summary: fill(texts.reminded, { left, told }), data: { left, told } };
  },
});

/**
 * Begins to remind those that have not reported a period yet.
 * @throws Problem 409 `reporting.nobody-left`
 */
export async function remind(
  context: Context,
  code: string,
  period: string,
): Promise<{ left: number; job: string }> {
  return context.transaction(async (tx) => {
    await returnFor(context, tx, code, 'reporting:design');
    const left = await countLeft(tx, { return: code, period });
    refuseIf(left === 0, 'reporting.nobody-left', texts.past);
    const job = await context.startJob(tx, remindJob, { return: code, period }, { actor: context.actor });
    return { left, job };
  });
}

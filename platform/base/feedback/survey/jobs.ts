import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { forgetKey } from './box.ts';
import { findClosedSince, findOverdue } from './store.ts';
import { close } from './survey.ts';

const week = 7 * 86_400_000;

/** Closes surveys whose last day is over. A key that outlived its survey, because the machine fell between the two, goes as well. */
export const closeSurveysJob = defineJob({
  name: 'feedback.close-surveys',
  title: texts.closingSurveys,
  input: z.object({}),
  attempts: 2,
  run: async (_input, _run, context) => {
    const over = await findOverdue(context.db, dayOf(context));
    let closed = 0;
    for (const id of over) {
      try {
        await close(context, id);
        closed += 1;
      } catch (error) {
        // One whose box does not open keeps no other open.
        context.log.error({ err: error, survey: id }, 'survey not closed');
      }
    }
    const since = new Date(context.clock.now().getTime() - week).toISOString();
    for (const id of await findClosedSince(context.db, since)) await forgetKey(context, id);
    return { summary: fill(texts.surveysClosed, { count: closed }) };
  },
});

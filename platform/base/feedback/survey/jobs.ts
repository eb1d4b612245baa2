import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { findOverdue } from './store.ts';
import { close, todayOf } from './survey.ts';

/** Closes surveys whose last day is over. */
export const closeSurveysJob = defineJob({
  name: 'feedback.close-surveys',
  title: texts.closingSurveys,
  input: z.object({}),
  attempts: 2,
  run: async (_input, _run, context) => {
    const over = await findOverdue(context.db, todayOf(context));
    for (const id of over) await close(context, id);
    return { summary: fill(texts.surveysClosed, { count: over.length }) };
  },
});

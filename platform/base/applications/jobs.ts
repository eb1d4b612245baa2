import { z } from 'zod';
import { system as platform } from '#kernel/actor';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { faultText } from './fault.ts';
import { lookAt } from './look.ts';
import { pullFeed } from './pull.ts';
import { findDue } from './store.ts';
import { texts } from './texts.ts';
import { takeDueFeeds } from './watch-store.ts';

/** Fetches one feed. Never two of one feed at once. */
export const pullJob = defineJob({
  name: 'applications.pull',
  title: texts.pulling,
  input: z.object({ feed: z.string() }),
  attempts: 2,
  lane: ({ feed }) => `applications.pull ${feed}`,
  run: async ({ feed }, run, context) => {
    const { items, changed, fault } = await pullFeed(context, feed, run.signal);
    const missed = faultText(fault);
    const summary = missed
      ? {
          zh: fill(texts.pullMissed, { fault: missed.zh }).zh,
          en: fill(texts.pullMissed, { fault: missed.en }).en,
        }
      : fill(texts.pulled, { items, changed });
    return { summary, data: { items, changed, fault } };
  },
});

const atOnce = 8;

/** Each minute: looks at the systems whose time has come, and starts the fetching of each feed whose time has come. */
export const roundJob = defineJob({
  name: 'applications.round',
  title: texts.looking,
  input: z.object({}),
  attempts: 1,
  lane: () => 'applications.round',
  run: async (_input, run, context) => {
    const now = context.clock.now().toISOString();
    const feeds = await context.transaction(async (tx) => {
      const due = await takeDueFeeds(tx, now);
      for (const { code } of due) await context.startJob(tx, pullJob, { feed: code }, { actor: platform });
      return due;
    });
    const systems = await findDue(context.db, now);
    for (let from = 0; from < systems.length && !run.signal.aborted; from += atOnce) {
      const part = systems.slice(from, from + atOnce);
      const looked = await Promise.allSettled(part.map((each) => lookAt(context, each)));
      for (const one of looked)
        if (one.status === 'rejected')
          context.log.error({ err: one.reason as unknown }, 'a system was not looked at');
    }
    const counts = { looked: systems.length, feeds: feeds.length };
    return { summary: fill(texts.looked, counts), data: counts };
  },
});

import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { kioskIdle } from '../kiosk/rules.ts';
import { sessionIdle } from '../rules.ts';
import { texts } from '../texts.ts';
import { findRanOut } from './entered-store.ts';
import { endSession } from './end-session.ts';

const atOnce = 500;

/**
 * Ends the sessions that ran out and went into something, so that it hears of it as of any other end. One of which nothing
 * has to hear runs out by itself.
 */
export const ranOutJob = defineJob({
  name: 'identity.ran-out',
  title: texts.ranOutSweep,
  input: z.object({}),
  attempts: 1,
  brief: true,
  lane: () => 'identity.ran-out',
  run: async (_input, _run, context) => {
    const now = context.clock.now();
    const before = (idle: number) => new Date(now.getTime() - idle).toISOString();
    const limits = { now: now.toISOString(), idleSince: before(sessionIdle), idleAtKiosk: before(kioskIdle) };
    let ended = 0;
    for (const { account, session } of await findRanOut(context.db, limits, atOnce))
      if (await context.transaction((tx) => endSession(context, tx, { account, session }))) ended += 1;
    return { summary: fill(texts.ranOutEnded, { count: ended }) };
  },
});

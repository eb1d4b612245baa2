import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { findUntold, markTold } from './entered-store.ts';
import { signOutWayPoint } from './points.ts';

/**
 * Tells everything that a session went into that the session is over. One that does not answer keeps no other from hearing
 * it, and is told again for some twenty minutes.
 */
export const tellSignOut = defineJob({
  name: 'identity.tell-sign-out',
  title: { zh: '通知各应用退出', en: 'Sign-out told to the applications' },
  input: z.object({ session: z.string() }),
  attempts: 11,
  run: async ({ session }, run, context) => {
    const ways = new Map(context.contributions(signOutWayPoint).map((each) => [each.way, each]));
    const waiting = await findUntold(context.db, session);
    const failed: string[] = [];
    for (const [done, entrance] of waiting.entries()) {
      run.progress({ done, total: waiting.length, unit: texts.applicationsUnit });
      try {
        await ways.get(entrance.way)?.tell(context, entrance);
        await markTold(context.db, entrance.id, context.clock.now().toISOString());
      } catch (error) {
        context.log.warn({ err: error, target: entrance.target }, 'sign-out not heard');
        failed.push(entrance.target);
      }
    }
    if (failed.length > 0) throw new Error(`sign-out not heard by ${failed.join(', ')}`);
    return { summary: fill(texts.signOutTold, { count: waiting.length }) };
  },
});

import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { openProvider } from '../oidc/provider.ts';
import { texts } from '../texts.ts';
import { findUntold, markTold, type Entrance } from './entered-store.ts';
import { signOutWayPoint } from './points.ts';

/** OpenID Connect Back-Channel Logout 1.0 §2.5: a logout token to the application, with the visit's `sid`. */
async function tellByOpenid(context: Context, { target, mark, account }: Entrance): Promise<void> {
  const provider = await openProvider(context);
  const client = await provider.Client.find(target);
  // Revoked, or told of nothing: there is nobody to tell.
  if (!client?.backchannelLogoutUri) return;
  await (
    client as unknown as { backchannelLogout(account: string, sid: string): Promise<void> }
  ).backchannelLogout(account, mark);
}

async function tellOne(context: Context, entrance: Entrance): Promise<void> {
  if (entrance.way === 'openid') return tellByOpenid(context, entrance);
  const way = context.contributions(signOutWayPoint).find((each) => each.way === entrance.way);
  return way?.tell(context, entrance);
}

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
    const waiting = await findUntold(context.db, session);
    const failed: string[] = [];
    for (const [done, entrance] of waiting.entries()) {
      run.progress({ done, total: waiting.length, unit: texts.applicationsUnit });
      try {
        await tellOne(context, entrance);
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

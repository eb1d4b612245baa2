import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { approve, propose } from './release/releases.ts';
import { Release } from './records.ts';
import * as store from './store.ts';
import { renewRelease } from './release/versions.ts';

const as = (context: Context, id: string): Context => ({ ...context, actor: { ...context.actor, id } });

/**
 * A clerk and the data office of the simulated town open what the city’s file names as demonstrations, through the same
 * gate as anybody; what has no data yet, or does not pass, is left.
 */
export const demonstrationReleases: Played = {
  name: 'open-data.demonstrations',
  grants: { 'open-data:read': 'city', 'open-data:propose': 'city', 'open-data:approve': 'city' },
  async play(context) {
    const { demonstrations } = await store.getCity(context.db);
    for (const proposal of demonstrations) {
      if (await readRow(context, context.db, Release, proposal.code)) continue;
      try {
        await propose(as(context, 'simulated-clerk'), proposal);
        await approve(as(context, 'simulated-office'), proposal.code);
        await renewRelease(context, proposal.code);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        context.log.warn({ release: proposal.code, code: error.code }, 'demonstration was not opened');
      }
    }
  },
};

import { system } from '#kernel/actor';
import { subscription } from '#kernel/module';
import { batchChecked } from '#platform/data/quality';
import { remeasureOn } from '#platform/sense/indicators';
import { releaseDecided, versionMade } from './events.ts';
import { followerSubscriptions } from './follow/telling.ts';
import { renewJob } from './jobs.ts';

/** What was delivered and checked is looked at for new versions; figures follow what is opened and withdrawn. */
export const subscriptions = [
  subscription('open-data.renew-delivered', batchChecked, async ({ id, payload }, context) => {
    const once = { actor: system, key: `open-data:${payload.batch}:${id}` };
    await context.startJob(context.db, renewJob, { source: payload.dataset }, once);
  }),
  ...followerSubscriptions,
  remeasureOn(versionMade),
  remeasureOn(releaseDecided),
];

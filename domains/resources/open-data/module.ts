import { system } from '#kernel/actor';
import { defineModule, mount, mountRecord, subscription } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { taskKindPoint } from '#platform/base/tasks';
import { batchChecked } from '#platform/data/quality';
import { openDataCheck, openDataFile } from './city.ts';
import { operations } from './contract.ts';
import { releaseDecided, versionMade } from './events.ts';
import { handlers } from './handlers.ts';
import { renewJob } from './jobs.ts';
import { load } from './load.ts';
import { protocols } from './protocols.ts';
import { Correction, Release } from './records.ts';
import { demonstrationReleases } from './simulate.ts';
import { taskKinds } from './kinds.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'open-data',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'codes', 'tasks', 'catalogue', 'ingestion', 'quality'],
  permissions: {
    'open-data:read': texts.read,
    'open-data:propose': texts.propose,
    'open-data:approve': texts.approve,
    'open-data:reveal': texts.reveal,
    'open-data:speak': texts.speak,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Release), mountRecord(Correction)],
  protocols,
  events: [versionMade, releaseDecided],
  subscriptions: [
    subscription('open-data.renew-delivered', batchChecked, async ({ id, payload }, context) => {
      const once = { actor: system, key: `open-data:${payload.batch}:${id}` };
      await context.startJob(context.db, renewJob, { source: payload.dataset }, once);
    }),
  ],
  jobs: [renewJob],
  schedules: [{ name: 'open-data.nightly', cron: '40 2 * * *', job: 'open-data.renew', input: {} }],
  contributes: [
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    contribute(playedPoint, demonstrationReleases),
  ],
  cityFiles: [openDataFile],
  cityChecks: [openDataCheck],
  load,
});

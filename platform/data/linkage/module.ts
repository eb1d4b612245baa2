import { defineModule, mount, mountRecord, subscription } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { taskKindPoint } from '#platform/base/tasks';
import { batchJoined, personSplit } from '#platform/data/registers';
import { linkageCheck, linkageFile } from './city.ts';
import { operations } from './contract.ts';
import { followSplit } from './follow-split.ts';
import { handlers } from './handlers.ts';
import { lookForTwins, runLinkage, schedules, startRun, trainModel } from './jobs.ts';
import { load } from './load.ts';
import { Model, Pair, Run } from './records.ts';
import { demonstrationLinkage } from './simulate.ts';
import * as store from './store.ts';
import { taskKinds } from './tell.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'linkage',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'catalogue', 'ingestion', 'quality', 'registers'],
  permissions: {
    'linkage:read': texts.read,
    'linkage:reveal': texts.reveal,
    'linkage:decide': texts.decide,
    'linkage:settle': texts.settle,
    'linkage:train': texts.train,
    'linkage:approve': texts.approve,
    'linkage:run': texts.run,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Model), mountRecord(Run), mountRecord(Pair)],
  jobs: [runLinkage, trainModel, lookForTwins],
  schedules,
  subscriptions: [
    subscription('linkage.run-joined', batchJoined, async ({ payload }, context) => {
      if (payload.subject !== 'person' || !(await store.modelInForce(context.db))) return;
      await startRun(context, `linkage:${payload.batch}`);
    }),
    subscription('linkage.follow-split', personSplit, ({ payload }, context) =>
      followSplit(context, payload),
    ),
  ],
  contributes: [
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    contribute(playedPoint, demonstrationLinkage),
  ],
  cityFiles: [linkageFile],
  cityChecks: [linkageCheck],
  load,
});

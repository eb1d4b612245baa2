import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { wallListPoint } from '#kernel/wall';
import { attachmentKindPoint } from '#platform/base/documents';
import { taskKindPoint } from '#platform/base/tasks';
import { remeasureOn } from '#platform/sense/indicators';
import { operations } from './contract.ts';
import { resultPublished } from './events.ts';
import { evidenceKind } from './files.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { taskKinds } from './kinds.ts';
import { Appeal, Judgement, Result, Scheme, Standing, Supervision } from './records.ts';
import { inventedEvaluation, publishWhenMeasured } from './simulate.ts';
import { texts } from './texts.ts';
import { standings } from './wall.ts';

export default defineModule({
  id: 'performance',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'tasks', 'indicators', 'documents'],
  permissions: {
    'performance:read': texts.read,
    'performance:answer': texts.answer,
    'performance:manage': texts.manage,
  },
  mounted: mount(operations, handlers),
  records: [Scheme, Judgement, Result, Standing, Appeal, Supervision].map((record) => mountRecord(record)),
  events: [resultPublished],
  subscriptions: [remeasureOn(resultPublished), publishWhenMeasured],
  contributes: [
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(attachmentKindPoint, evidenceKind),
    contribute(playedPoint, inventedEvaluation),
    contribute(wallListPoint, standings),
  ],
});

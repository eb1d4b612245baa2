import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { attachmentKindPoint } from '#platform/base/documents';
import { taskKindPoint } from '#platform/base/tasks';
import { beforePlan, beforeConflict } from './before-write.ts';
import { checklistsFile } from './city.ts';
import { operations } from './contract.ts';
import { outcomePublished } from './events.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { photoKind, taskKinds } from './kinds.ts';
import { load } from './load.ts';
import { Conflict, Inspector, Plan, Visit } from './records.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'inspections',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'documents'],
  permissions: {
    'inspections:read': texts.read,
    'inspections:plan': texts.plan,
    'inspections:witness': texts.witness,
    'inspections:visit': texts.visit,
  },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Plan, { beforeWrite: beforePlan }),
    mountRecord(Visit),
    mountRecord(Inspector),
    mountRecord(Conflict, { beforeWrite: beforeConflict }),
  ],
  events: [outcomePublished],
  contributes: [
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    contribute(attachmentKindPoint, photoKind),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
  ],
  cityFiles: [checklistsFile],
  load,
});

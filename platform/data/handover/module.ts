import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { broughtByPoint } from '#platform/data/ingestion';
import { taskKindPoint } from '#platform/base/tasks';
import { handOverWriting } from './checks.ts';
import { operations } from './contract.ts';
import { taskKinds } from './desk-task.ts';
import { handlers } from './handlers.ts';
import { broughtBySlip } from './lineage.ts';
import { HandOver } from './records.ts';
import { couriers } from './simulate.ts';
import { takeLeft } from './take-in.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'handover',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'tasks', 'documents', 'catalogue', 'ingestion'],
  permissions: {
    'handover:read': texts.read,
    'handover:receive': texts.receive,
    'handover:reveal': texts.reveal,
    'handover:decide': texts.decide,
    'handover:sign': texts.sign,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(HandOver, handOverWriting)],
  jobs: [takeLeft],
  schedules: [{ name: 'handover.take-left', cron: '*/10 * * * *', job: 'handover.take-left', input: {} }],
  contributes: [
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    contribute(playedPoint, couriers),
    contribute(broughtByPoint, broughtBySlip),
  ],
});

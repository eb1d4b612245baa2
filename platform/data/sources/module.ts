import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { taskKindPoint } from '#platform/base/tasks';
import {
  afterContract,
  beforeContract,
  beforeContractEnds,
  contractsJob,
  contractTask,
} from './contracts/keeping.ts';
import { afterSource, beforeSource, beforeWithdraw } from './checks.ts';
import { operations } from './contract.ts';
import { taskKinds } from './gate-task.ts';
import { handlers } from './handlers.ts';
import { runJob } from './jobs.ts';
import { Run, Source, SupplyContract } from './records.ts';
import { roundJob } from './round.ts';
import { demonstrationSource } from './simulate.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'sources',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'catalogue', 'ingestion'],
  permissions: { 'sources:read': texts.read, 'sources:write': texts.write, 'sources:run': texts.run },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Source, { beforeWrite: beforeSource, afterWrite: afterSource, beforeWithdraw }),
    mountRecord(Run),
    mountRecord(SupplyContract, {
      beforeWrite: beforeContract,
      afterWrite: afterContract,
      beforeWithdraw: beforeContractEnds,
    }),
  ],
  jobs: [runJob, roundJob, contractsJob],
  schedules: [
    { name: 'sources.minutely', cron: '* * * * *', job: 'sources.round', input: {} },
    { name: 'sources.contracts-daily', cron: '10 0 * * *', job: 'sources.contracts', input: {} },
  ],
  contributes: [
    ...[...taskKinds, contractTask].map((kind) => contribute(taskKindPoint, kind)),
    contribute(playedPoint, demonstrationSource),
  ],
});

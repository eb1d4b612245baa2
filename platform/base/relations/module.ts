import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { purposePoint, relationViewPoint } from '#kernel/record-server';
import { mandatePoint } from '#platform/base/identity';
import { purposesCheck, purposesFile } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { checkKinds, ownKinds, relationKindPoint } from './kinds.ts';
import { loadPurposes } from './load.ts';
import { relationMandates } from './mandate-source.ts';
import { Purpose, Relation } from './records.ts';
import { runOutJob } from './run-out.ts';
import { findPurposes } from './store.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'relations',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks'],
  permissions: {
    'relations:read': texts.read,
    'relations:reveal': texts.reveal,
    'relations:make': texts.make,
    'relations:self': texts.self,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Relation), mountRecord(Purpose)],
  contributes: [
    contribute(relationViewPoint, { view: 'relations.standing_v1' }),
    contribute(mandatePoint, relationMandates),
    contribute(purposePoint, { purposes: findPurposes }),
    ...ownKinds.map((kind) => contribute(relationKindPoint, kind)),
  ],
  jobs: [runOutJob],
  schedules: [{ name: 'relations.run-out', cron: '*/10 * * * *', job: 'relations.run-out', input: {} }],
  cityFiles: [purposesFile],
  cityChecks: [purposesCheck],
  load: loadPurposes,
  start: checkKinds,
});

import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { mandateOpeningPoint } from '#platform/base/relations';
import { taskKindPoint } from '#platform/base/tasks';
import { openDataCheck, openDataFile } from './city.ts';
import { operations } from './contract.ts';
import { correctionAnswered, releaseDecided, versionMade } from './events.ts';
import { handlers } from './handlers.ts';
import { renewJob } from './jobs.ts';
import { load } from './load.ts';
import { protocols } from './protocols.ts';
import { AccessRequest } from './requests/record.ts';
import { demonstrationRequests } from './requests/simulate.ts';
import { Correction, Release, Spending } from './records.ts';
import { demonstrationReleases } from './simulate.ts';
import { indicators } from './indicators.ts';
import { subscriptions } from './subscriptions.ts';
import { taskKinds } from './kinds.ts';
import { texts } from './texts.ts';

const agent = { kind: 'relations.company-agent', permissions: ['open-data:ask'] } as const;

export default defineModule({
  id: 'open-data',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: [
    'organisations',
    'identity',
    'relations',
    'codes',
    'tasks',
    'notifications',
    'catalogue',
    'ingestion',
    'quality',
    'registers',
    'indicators',
    'workflow',
  ],
  permissions: {
    'open-data:read': texts.read,
    'open-data:propose': texts.propose,
    'open-data:approve': texts.approve,
    'open-data:reveal': texts.reveal,
    'open-data:speak': texts.speak,
    'open-data:ask': texts.askPermission,
    'open-data:grant': texts.grantPermission,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Release), mountRecord(Spending), mountRecord(AccessRequest), mountRecord(Correction)],
  protocols,
  events: [versionMade, releaseDecided, correctionAnswered],
  subscriptions,
  jobs: [renewJob],
  schedules: [{ name: 'open-data.nightly', cron: '40 2 * * *', job: 'open-data.renew', input: {} }],
  contributes: [
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(playedPoint, demonstrationReleases),
    contribute(playedPoint, demonstrationRequests),
    contribute(mandateOpeningPoint, agent),
  ],
  cityFiles: [openDataFile],
  cityChecks: [openDataCheck],
  load,
});

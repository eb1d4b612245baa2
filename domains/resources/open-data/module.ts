import { defineModule, mount, mountRecord } from '#kernel/module';
import { openDataCheck, openDataFile } from './city.ts';
import { operations } from './contract.ts';
import { contributes } from './contributions.ts';
import { correctionAnswered, releaseDecided, versionMade } from './events.ts';
import { handlers } from './handlers.ts';
import { renewJob } from './jobs.ts';
import { load } from './load.ts';
import { protocols } from './protocols.ts';
import { AccessRequest } from './requests/record.ts';
import { Correction, Release, Spending } from './records.ts';
import { subscriptions } from './subscriptions.ts';
import { texts } from './texts.ts';

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
  contributes,
  cityFiles: [openDataFile],
  cityChecks: [openDataCheck],
  load,
});

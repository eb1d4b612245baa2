import { defineModule, mount, mountRecord } from '#kernel/module';
import { batchJoined, operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { keepHouseholds } from './households/keep.ts';
import { joinBatch } from './jobs.ts';
import { placeStanding } from './placing.ts';
import { beforeGridHouse } from './grids/rules.ts';
import { Company, GridHouse, Household, NaturalResource, Person, PersonDecision } from './records.ts';
import { personMerged, personSplit } from './regroup/events.ts';
import { subscriptions } from './subscriptions.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';
import { contributes } from './contributions.ts';

export default defineModule({
  id: 'registers',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: [
    'organisations',
    'identity',
    'relations',
    'tasks',
    'forms',
    'catalogue',
    'ingestion',
    'quality',
    'addresses',
  ],
  permissions: {
    'registers:read': { zh: zh.read, en: en.read },
    'registers:reveal': { zh: zh.reveal, en: en.reveal },
    'registers:file': { zh: zh.file, en: en.file },
    'registers:regroup': { zh: zh.regroup, en: en.regroup },
    'registers:population': { zh: zh.population, en: en.population },
    'registers:grids': { zh: zh.grids, en: en.grids },
    'registers:grids-write': { zh: zh.gridsWrite, en: en.gridsWrite },
    'registers:resources': { zh: zh.resources, en: en.resources },
    'registers:resources-write': { zh: zh.resourcesWrite, en: en.resourcesWrite },
    'registers:self': { zh: zh.self, en: en.self },
  },
  mounted: mount(operations, handlers),
  records: [
    ...[Person, Company, Household, NaturalResource, PersonDecision].map((each) => mountRecord(each)),
    mountRecord(GridHouse, { beforeWrite: beforeGridHouse }),
  ],
  events: [batchJoined, personMerged, personSplit],
  jobs: [joinBatch, placeStanding, keepHouseholds],
  contributes,
  subscriptions,
});

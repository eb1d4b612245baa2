import { defineModule, mount, mountRecord } from '#kernel/module';
import { batchJoined, operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { keepHouseholds, takeBatchMovements } from './households/keep.ts';
import { joinBatch, schedules } from './jobs.ts';
import { placeStanding } from './placing.ts';
import { beforeGridHouse } from './grids/rules.ts';
import {
  Company,
  GridHouse,
  Household,
  NaturalResource,
  Person,
  PersonDecision,
  ResourceOverlap,
} from './records.ts';
import { personMerged, personSplit } from './regroup/events.ts';
import { load, resourcesFile } from './resources/city.ts';
import { findOverlaps } from './resources/find-overlaps.ts';
import { subscriptions } from './subscriptions.ts';
import { permissions } from './permissions.ts';
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
    'ledger',
    'relations',
    'tasks',
    'forms',
    'catalogue',
    'ingestion',
    'quality',
    'addresses',
  ],
  permissions,
  mounted: mount(operations, handlers),
  records: [
    ...[Person, Company, Household, NaturalResource, ResourceOverlap, PersonDecision].map((each) =>
      mountRecord(each),
    ),
    mountRecord(GridHouse, { beforeWrite: beforeGridHouse }),
  ],
  events: [batchJoined, personMerged, personSplit],
  jobs: [joinBatch, placeStanding, takeBatchMovements, keepHouseholds, findOverlaps],
  schedules,
  cityFiles: [resourcesFile],
  load,
  contributes,
  subscriptions,
});

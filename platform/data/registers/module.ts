import { indicatorPoint } from '#kernel/indicator';
import { lineagePoint } from '#kernel/lineage';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { samplingFramePoint } from '#kernel/sampling';
import { playedPoint } from '#kernel/simulation';
import { prefillPoint } from '#platform/base/forms';
import { registeredPersonPoint } from '#platform/base/identity';
import { occupantPoint } from '#platform/data/addresses';
import { knownSourcePoint } from '#platform/data/quality';
import { batchJoined, operations } from './contract.ts';
import { standingRelations } from './files/relations.ts';
import { fileSectionPoint } from './files/sections.ts';
import { handlers } from './handlers.ts';
import { keepHouseholds } from './households/keep.ts';
import { registration } from './households/simulate.ts';
import { indicators } from './indicators.ts';
import { knownCompanies, knownPersons } from './known.ts';
import { joinBatch } from './jobs.ts';
import { joinStep } from './lineage.ts';
import { companiesAt, personsAt } from './occupants.ts';
import { placeStanding } from './placing.ts';
import { companyPrefill, personPrefill } from './prefill.ts';
import { findRegisteredPerson } from './me.ts';
import { residents } from './sampling.ts';
import { landBureau } from './resources/simulate.ts';
import { Company, Household, NaturalResource, Person } from './records.ts';
import { subscriptions } from './subscriptions.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

export default defineModule({
  id: 'registers',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: [
    'organisations',
    'identity',
    'relations',
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
    'registers:population': { zh: zh.population, en: en.population },
    'registers:resources': { zh: zh.resources, en: en.resources },
    'registers:resources-write': { zh: zh.resourcesWrite, en: en.resourcesWrite },
    'registers:self': { zh: zh.self, en: en.self },
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Person), mountRecord(Company), mountRecord(Household), mountRecord(NaturalResource)],
  events: [batchJoined],
  jobs: [joinBatch, placeStanding, keepHouseholds],
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(prefillPoint, personPrefill),
    contribute(samplingFramePoint, residents),
    contribute(registeredPersonPoint, findRegisteredPerson),
    contribute(prefillPoint, companyPrefill),
    contribute(knownSourcePoint, knownPersons),
    contribute(knownSourcePoint, knownCompanies),
    contribute(lineagePoint, joinStep),
    contribute(playedPoint, registration),
    contribute(playedPoint, landBureau),
    contribute(fileSectionPoint, standingRelations),
    contribute(occupantPoint, personsAt),
    contribute(occupantPoint, companiesAt),
  ],
  subscriptions,
});

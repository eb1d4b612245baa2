import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { searchablePoint } from '#kernel/searchable';
import { catalogueCheck, catalogueCodesCheck, catalogueFile } from './city.ts';
import { operations } from './contract.ts';
import { datasetDescribed } from './events.ts';
import { handlers } from './handlers.ts';
import { load } from './load.ts';
import { Entry, Thematic } from './records.ts';
import { searchableEntries } from './searchable.ts';
import { thematicCheck, thematicFile } from './thematic-city.ts';
import { thematicRegistered } from './thematic-indicator.ts';
import { loadThematic, thematicSteps } from './thematic-keep.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

export default defineModule({
  id: 'catalogue',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'codes', 'ledger'],
  permissions: {
    'catalogue:read': { zh: zh.catalogueRead, en: en.catalogueRead },
    'catalogue:manage': { zh: zh.catalogueManage, en: en.catalogueManage },
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Entry), mountRecord(Thematic, thematicSteps)],
  contributes: [
    contribute(searchablePoint, searchableEntries),
    contribute(indicatorPoint, thematicRegistered),
  ],
  events: [datasetDescribed],
  cityFiles: [catalogueFile, thematicFile],
  cityChecks: [catalogueCheck, catalogueCodesCheck, thematicCheck],
  async load(city, context) {
    await load(city, context);
    await loadThematic(city, context);
  },
});

import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { codeLookupPoint } from '#kernel/record-server';
import { codeCityChecks, codeCityFiles } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { loadCodes } from './load.ts';
import { codeLookup } from './lookup.ts';
import { CodeTable, CodeValue, Mapping } from './records.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';
import { mappingWriting, tableWriting, valueWriting } from './writing.ts';

export default defineModule({
  id: 'codes',
  title: { zh: '代码表', en: 'Code tables' },
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: { 'codes:manage': { zh: zh.manage, en: en.manage } },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(CodeTable, tableWriting),
    mountRecord(CodeValue, valueWriting),
    mountRecord(Mapping, mappingWriting),
  ],
  contributes: [contribute(codeLookupPoint, codeLookup)],
  cityFiles: codeCityFiles,
  cityChecks: codeCityChecks,
  load: loadCodes,
});

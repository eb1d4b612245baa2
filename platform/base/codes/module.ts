import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { codeLookupPoint } from '#kernel/record-server';
import { codeCityChecks, codeCityFiles } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { loadCodes } from './load.ts';
import { codeLookup } from './lookup.ts';
import { CodeValue } from './records.ts';

export default defineModule({
  id: 'codes',
  title: { zh: '代码表', en: 'Code tables' },
  folder: import.meta.dirname,
  dependsOn: [],
  mounted: mount(operations, handlers),
  records: [mountRecord(CodeValue)],
  contributes: [contribute(codeLookupPoint, codeLookup)],
  cityFiles: codeCityFiles,
  cityChecks: codeCityChecks,
  load: loadCodes,
});

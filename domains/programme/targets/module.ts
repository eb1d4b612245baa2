import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { wallListPoint } from '#kernel/wall';
import { targetCityChecks, targetCityFiles } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { load } from './load.ts';
import { Figure } from './records.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';
import { planTargets } from './wall.ts';

export default defineModule({
  id: 'targets',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: { 'targets:read': { zh: zh.read, en: en.read } },
  mounted: mount(operations, handlers),
  records: [mountRecord(Figure)],
  cityFiles: targetCityFiles,
  cityChecks: targetCityChecks,
  load,
  contributes: [contribute(wallListPoint, planTargets)],
});

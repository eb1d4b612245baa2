import { defineModule, mountRecord } from '#kernel/module';
import { projectCityChecks, projectCityFiles } from './city.ts';
import { load } from './load.ts';
import { Project } from './records.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

export default defineModule({
  id: 'projects',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: { 'projects:read': { zh: zh.read, en: en.read } },
  records: [mountRecord(Project)],
  cityFiles: projectCityFiles,
  cityChecks: projectCityChecks,
  load,
});

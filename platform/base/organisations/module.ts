import { defineModule, mountRecord } from '#kernel/module';
import { organisationCityChecks } from './city-checks.ts';
import { organisationCityFiles } from './city.ts';
import { loadOrganisationFiles } from './load.ts';
import { Division, Organisation } from './records.ts';

export default defineModule({
  id: 'organisations',
  title: { zh: '机构与区划', en: 'Organisations and divisions' },
  folder: import.meta.dirname,
  dependsOn: ['codes'],
  permissions: {
    'organisations:read': { zh: '查看机构和区划', en: 'See organisations and divisions' },
    'organisations:write': { zh: '修改机构和区划', en: 'Change organisations and divisions' },
  },
  records: [mountRecord(Division), mountRecord(Organisation)],
  cityFiles: organisationCityFiles,
  cityChecks: organisationCityChecks,
  load: loadOrganisationFiles,
});

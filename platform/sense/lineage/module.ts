import { defineModule, mount } from '#kernel/module';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { gatherJob } from './jobs.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'lineage',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations'],
  permissions: { 'lineage:read': texts.read, 'lineage:write': texts.write },
  mounted: mount(operations, handlers),
  jobs: [gatherJob],
  schedules: [{ name: 'lineage.often', cron: '7-57/10 * * * *', job: 'lineage.gather', input: {} }],
});

import { defineModule } from '../module.ts';
import { cleanJob } from './jobs.ts';

export const retentionModule = defineModule({
  id: 'retention',
  title: { zh: '清理', en: 'Retention' },
  folder: import.meta.dirname,
  dependsOn: [],
  jobs: [cleanJob],
  schedules: [{ name: 'retention.nightly', cron: '40 2 * * *', job: 'retention.clean', input: {} }],
});

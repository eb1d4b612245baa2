import { defineModule, mount } from '../module.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';

export const jobsModule = defineModule({
  id: 'jobs',
  title: { zh: '后台任务', en: 'Jobs' },
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: {
    'jobs:own': { zh: '查看、取消和重试自己的任务', en: 'See, cancel and retry one’s own jobs' },
    'jobs:manage': { zh: '查看、取消和重试所有人的任务', en: 'See, cancel and retry everybody’s jobs' },
  },
  mounted: mount(operations, handlers),
});

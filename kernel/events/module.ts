import { defineModule, mount } from '../module.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';

export const eventsModule = defineModule({
  id: 'events',
  title: { zh: '事件投递', en: 'Events' },
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: {
    'events:manage': {
      zh: '查看事件投递情况，重新投递或放弃失败的事件',
      en: 'See deliveries, and replay or drop what failed',
    },
  },
  mounted: mount(operations, handlers),
});

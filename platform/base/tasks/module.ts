import { defineModule, mount } from '#kernel/module';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';

export default defineModule({
  id: 'tasks',
  title: { zh: '任务', en: 'Tasks' },
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity'],
  permissions: {
    'tasks:own': { zh: '办理本人或本单位的任务', en: "Do one's own or the department's tasks" },
    'tasks:manage': { zh: '管理任务：退回他人认领的任务', en: 'Manage tasks: release what others hold' },
  },
  mounted: mount(operations, handlers),
});

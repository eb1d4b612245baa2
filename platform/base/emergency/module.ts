import { defineModule, mount } from '#kernel/module';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'emergency',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'ledger', 'tasks'],
  permissions: { 'emergency:break': texts.breakRight, 'emergency:review': texts.reviewRight },
  mounted: mount(operations, handlers),
});

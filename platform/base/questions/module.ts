import { defineModule, mount } from '#kernel/module';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'questions',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'ledger', 'tasks'],
  permissions: { 'questions:answer': texts.answerRight },
  mounted: mount(operations, handlers),
});

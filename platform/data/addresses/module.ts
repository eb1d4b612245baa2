import { defineModule, mount } from '#kernel/module';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'addresses',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations'],
  permissions: { 'addresses:read': texts.read },
  mounted: mount(operations, handlers),
});

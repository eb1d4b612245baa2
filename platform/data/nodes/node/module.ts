import { join } from 'node:path';
import { defineModule, mount } from '#kernel/module';
import { texts } from '../texts.ts';
import { authenticateLocal } from './authenticate.ts';
import { nodeOperations } from './contract.ts';
import { nodeHandlers } from './handlers.ts';
import { page } from './page.ts';

/** The node: this module in its other part, alone on the kernel, with a store of its own. */
export const nodeModule = defineModule({
  id: 'nodes',
  title: texts.module,
  folder: join(import.meta.dirname, '..'),
  dependsOn: [],
  permissions: { 'nodes:local': texts.localWord },
  mounted: mount(nodeOperations, nodeHandlers),
  protocols: [page],
  ports: { authenticate: authenticateLocal },
});

import { defineModule, mount } from '#kernel/module';
import { taskClosed, taskOpened } from '#platform/base/tasks';
import { remeasureOn } from '#platform/sense/indicators';
import { sceneCityChecks, scenesFile } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { live } from './live.ts';
import { load } from './store.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'operations-centre',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['tasks', 'indicators'],
  mounted: mount(operations, handlers),
  protocols: [live],
  // Tasks stand below the indicators, so their figures are measured for whoever shows them.
  subscriptions: [remeasureOn(taskOpened), remeasureOn(taskClosed)],
  cityFiles: [scenesFile],
  cityChecks: sceneCityChecks,
  load,
});

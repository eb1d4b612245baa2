import { defineModule, mount, subscription } from '#kernel/module';
import { planOf, recordRegistry, rowsWritten } from '#kernel/record-server';
import { buildRows } from './build.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { buildWhatIsNew, catchUp, rebuild } from './jobs.ts';
import { wordFields } from './kinds.ts';
import { putPending } from './pending-store.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'search',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: { 'search:manage': texts.manage },
  mounted: mount(operations, handlers),
  jobs: [rebuild, catchUp],
  schedules: [
    { name: 'search.catch-up', cron: '* * * * *', job: 'search.catch-up', input: { settled: true } },
    { name: 'search.new-kinds', cron: '*/5 * * * *', job: 'search.rebuild', input: { onlyChanged: true } },
    { name: 'search.weekly', cron: '40 2 * * 0', job: 'search.rebuild', input: {} },
  ],
  subscriptions: [
    subscription('search.rows-written', rowsWritten, async ({ payload }, context) => {
      const mounted = recordRegistry(context.modules).get(payload.record);
      if (!mounted || wordFields(planOf(mounted.record)).length === 0) return;
      if (payload.keys) await buildRows(context, planOf(mounted.record), { keys: payload.keys });
      else await context.transaction((tx) => putPending(tx, payload.record, payload.source));
    }),
  ],
  start: buildWhatIsNew,
});

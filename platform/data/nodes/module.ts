import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { taskKindPoint } from '#platform/base/tasks';
import { anchor } from './city/anchoring.ts';
import { authenticate } from './city/authenticate.ts';
import { intake, tidy } from './city/intake.ts';
import { tellChecked } from './city/messages.ts';
import { protocol } from './city/protocol.ts';
import { nodesFile } from './city/settings.ts';
import { followBatch, loadShared } from './city/shared.ts';
import { taskKinds } from './city/task.ts';
import { nodeWriting } from './city/writing.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { putStanding } from './log/standing-store.ts';
import { ExchangeNode } from './records.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'nodes',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'catalogue', 'ingestion', 'quality', 'exchange'],
  permissions: {
    'nodes:read': texts.read,
    'nodes:enrol': texts.enrol,
    'nodes:unpack': texts.unpack,
    'nodes:exchange': texts.exchange,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(ExchangeNode, nodeWriting)],
  protocols: [protocol],
  subscriptions: [tellChecked, followBatch],
  jobs: [intake, tidy, loadShared, anchor],
  schedules: [
    { name: 'nodes.tidy', cron: '*/10 * * * *', job: 'nodes.tidy', input: {} },
    { name: 'nodes.anchor', cron: '50 23 * * *', job: 'nodes.anchor', input: {} },
  ],
  contributes: taskKinds.map((kind) => contribute(taskKindPoint, kind)),
  ports: { authenticate },
  cityFiles: [nodesFile],
  load: (city, context) => putStanding(context.db, 'rules', city.get(nodesFile)),
});

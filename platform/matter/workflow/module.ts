import { system } from '#kernel/actor';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { mandateOpeningPoint } from '#platform/base/relations';
import { afterJob } from './after.ts';
import { operations } from './contract.ts';
import { myMatters, myPaper } from './mine.ts';
import { sayPartiesJob } from './say-parties.ts';
import { texts } from './texts.ts';

const opening = (kind: string) =>
  contribute(mandateOpeningPoint, { kind, permissions: ['workflow:own'] as const });

export default defineModule({
  id: 'workflow',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['identity', 'relations', 'tasks', 'documents', 'forms'],
  permissions: { 'workflow:own': texts.own },
  mounted: mount(operations, {
    mine: async (_input, context) => ({ items: await myMatters(context) }),
    paper: ({ params }, context) => myPaper(context, params),
  }),
  jobs: [afterJob, sayPartiesJob],
  contributes: ['relations.guardian', 'relations.family-proxy', 'relations.company-agent'].map(opening),
  load: async (_city, context) => {
    await context.startJob(context.db, sayPartiesJob, {}, { actor: system, key: 'once' });
  },
});

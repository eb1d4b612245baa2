import { detail, list, type SeenPage } from './seen-page.ts';

const office = 'data-office';
const evaluators = 'performance';

/** What is seen of the city: its figures, the plan and the projects. */
export const seePages: readonly SeenPage[] = [
  list('indicators', '/indicators', 'leader'),
  list('measures', '/indicators/measures', 'leader'),
  detail('measure', '/indicators/measures', 'leader', 'code'),
  list('measure-new', '/indicators/measures/new', office),
  list('measure-change', '/indicators/measures/companies-founded/change', office),
  list('measure-retire', '/indicators/measures/companies-founded/retire', office),
  list('measure-rows', '/indicators/measures/companies-founded/rows?period=2010', office),
  list('lineage', '/lineage', 'leader'),
  {
    name: 'lineage-node',
    path: '/console/lineage/node?node={key}',
    account: 'leader',
    rows: { from: '/api/lineage/nodes?stage=record&limit=1', key: 'id' },
  },
  list('indicator', '/indicators/findings-open', office),
  list('warnings', '/decision-support/warnings', 'leader'),
  detail('warning', '/decision-support/warnings', 'leader', 'id'),
  list('warning-rules', '/decision-support/rules', 'leader'),
  detail('warning-rule', '/decision-support/rules', office, 'code'),
  list('warning-rule-new', '/decision-support/rules/new', office),
  list('warning-quality', '/decision-support/quality', 'leader'),
  list('missed-events', '/decision-support/misses', office),
  list('evaluation-schemes', '/performance/schemes', 'leader'),
  detail('evaluation-scheme', '/performance/schemes', evaluators, 'code'),
  list('evaluation-scheme-new', '/performance/schemes/new', evaluators),
  list('evaluation-evidence', '/performance/judgements', evaluators),
  detail('evaluation-evidence-one', '/performance/judgements', evaluators, 'id'),
  list('evaluation-results', '/performance/results', 'leader'),
  detail('evaluation-result', '/performance/results', 'leader', 'id'),
  {
    name: 'evaluation-card',
    path: '/console/performance/results/simulated-half-2.1/cards/{key}',
    account: 'leader',
    rows: { from: '/api/performance/standings?result=simulated-half-2.1&limit=1', key: 'unit' },
  },
  list('figures', '/targets/figures', 'leader'),
  detail('figure', '/targets/figures', 'leader', 'id'),
  list('projects', '/projects/projects', 'leader'),
  detail('project', '/projects/projects', office, 'id'),
  list('undertakings', '/projects/undertakings', office),
  detail('undertaking', '/projects/undertakings', office, 'code'),
  list('undertaking-new', '/projects/undertakings/new', office),
  list('project-activities', '/projects/activities', office),
  list('project-activity-new', '/projects/activities/new', office),
  list('project-contracts', '/projects/contracts', office),
  list('project-payments', '/projects/payments', office),
];

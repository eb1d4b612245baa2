import type { TaskKind } from '#platform/base/tasks';
import { texts } from './texts.ts';

/** Beside those of proposals and reports, which their processes declare. */
export const taskKinds: readonly TaskKind[] = [
  { kind: 'projects.risk', title: texts.riskKind, linkText: texts.toRisk },
  { kind: 'projects.contract', title: texts.contractKind, linkText: texts.toContract },
  {
    kind: 'projects.revenue',
    title: texts.revenueKind,
    linkText: texts.toRevenue,
    clock: { unit: 'working-days', amount: 5 },
  },
];

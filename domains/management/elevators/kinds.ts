import type { TaskKind } from '#platform/base/tasks';
import { texts } from './texts.ts';

/** An alarm says its own time; what a lift owes is seen to in working days. */
export const taskKinds: readonly TaskKind[] = [
  {
    kind: 'elevators.trapped',
    title: texts.trappedKind,
    linkText: texts.toAlarm,
    // Nobody waits three days to be told that somebody is still trapped.
    escalation: [
      { at: 'red', to: 'leader' },
      { at: 'red', to: 'supervisor' },
    ],
  },
  { kind: 'elevators.fault', title: texts.faultKind, linkText: texts.toAlarm },
  {
    kind: 'elevators.inspection',
    title: texts.inspectionKind,
    linkText: texts.toLift,
    clock: { unit: 'working-days', amount: 10 },
  },
  {
    kind: 'elevators.monitoring',
    title: texts.monitoringKind,
    linkText: texts.toLift,
    clock: { unit: 'working-days', amount: 20 },
  },
];

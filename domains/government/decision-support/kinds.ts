import type { TaskKind } from '#platform/base/tasks';
import { texts } from './texts.ts';

/** Waits for people because of other tasks: of these nothing is foretold. */
export const warningKinds = ['decision-support.warning', 'decision-support.data-error'];

/** Matters that are invented, to show in a simulated city what is foretold of cases. */
export const demonstrationKind = 'decision-support.demonstration';

/** A warning says its own date, by its level; whoever leads is told at once when it is late. */
export const taskKinds: readonly TaskKind[] = [
  {
    kind: 'decision-support.warning',
    title: texts.taskKind,
    linkText: texts.toWarning,
    escalation: [
      { at: 'amber', to: 'assignee' },
      { at: 'red', to: 'leader' },
      { at: 'red', after: { unit: 'working-days', amount: 2 }, to: 'supervisor' },
    ],
  },
  {
    kind: 'decision-support.data-error',
    title: texts.dataTaskKind,
    linkText: texts.toData,
    clock: { unit: 'working-days', amount: 5 },
  },
  {
    kind: demonstrationKind,
    title: texts.demonstrationKind,
    linkText: texts.toRisk,
    clock: { unit: 'working-days', amount: 5 },
    escalation: [],
  },
];

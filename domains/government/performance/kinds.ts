import type { TaskKind } from '#platform/base/tasks';
import { texts } from './texts.ts';

/** Amber before the day, red after it: the unit is urged by the first, its leader and the office above by the second. */
const urged = [
  { at: 'amber', to: 'assignee' },
  { at: 'red', to: 'leader' },
  { at: 'red', after: { unit: 'working-days', amount: 2 }, to: 'supervisor' },
] as const;

export const taskKinds: readonly TaskKind[] = [
  { kind: 'performance.evidence', title: texts.evidenceKind, linkText: texts.toEvidence, escalation: urged },
  {
    kind: 'performance.supervision',
    title: texts.supervisionKind,
    linkText: texts.toSupervision,
    escalation: urged,
  },
  {
    kind: 'performance.appeal',
    title: texts.appealKind,
    linkText: texts.toAppeal,
    clock: { unit: 'working-days', amount: 5 },
  },
  {
    kind: 'performance.supervision-extension',
    title: texts.extensionKind,
    linkText: texts.toSupervision,
    clock: { unit: 'working-days', amount: 2 },
  },
  {
    kind: 'performance.supervision-verdict',
    title: texts.verdictKind,
    linkText: texts.toSupervision,
    clock: { unit: 'working-days', amount: 3 },
  },
];

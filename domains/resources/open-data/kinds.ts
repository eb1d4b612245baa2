import type { TaskKind } from '#platform/base/tasks';
import { texts } from './texts.ts';

export const taskKinds: readonly TaskKind[] = [
  {
    kind: 'open-data.review',
    title: texts.reviewKind,
    linkText: texts.toReview,
    clock: { unit: 'working-days', amount: 5 },
  },
  {
    kind: 'open-data.returned',
    title: texts.returnedKind,
    linkText: texts.toMend,
    clock: { unit: 'working-days', amount: 5 },
  },
  {
    kind: 'open-data.gate',
    title: texts.gateKind,
    linkText: texts.toMend,
    clock: { unit: 'working-days', amount: 5 },
  },
  {
    kind: 'open-data.request',
    title: texts.requestKind,
    linkText: texts.toDecide,
    clock: { unit: 'working-days', amount: 10 },
  },
  {
    kind: 'open-data.correction',
    title: texts.correctionKind,
    linkText: texts.toAnswer,
    clock: { unit: 'working-days', amount: 10 },
  },
];

import type { TaskKind } from '#platform/base/tasks';
import { texts } from './texts.ts';

export const taskKinds: readonly TaskKind[] = [
  { kind: 'applications.todo', title: texts.kindTodo, linkText: texts.linkTodo },
  {
    kind: 'applications.trouble',
    title: texts.kindTrouble,
    linkText: texts.linkTrouble,
    clock: { unit: 'working-hours', amount: 4 },
  },
  {
    kind: 'applications.unknown',
    title: texts.kindUnknown,
    linkText: texts.linkUnknown,
    clock: { unit: 'working-days', amount: 3 },
  },
];

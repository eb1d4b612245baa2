import type { TaskKind } from '#platform/base/tasks';

export const taskKinds: readonly TaskKind[] = [
  {
    kind: 'notifications.unreached',
    title: { zh: '消息未送达', en: 'A notice reached nobody' },
    linkText: { zh: '看回执', en: 'See its receipts' },
    clock: { unit: 'working-days', amount: 1 },
  },
  {
    kind: 'notifications.call',
    title: { zh: '联络树无人确认', en: 'Nobody confirmed a call' },
    linkText: { zh: '看联络树', en: 'See the tree' },
  },
];

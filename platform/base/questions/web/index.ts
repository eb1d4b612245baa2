import type { Page } from '#ui';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/questions/questions',
    title: texts.inbox,
    permission: 'questions:answer',
    group: 'mine',
    order: 15,
    load: async () => ({ default: (await import('./questions-page.tsx')).QuestionsPage }),
  },
  {
    path: '/questions/oversight',
    title: texts.oversight,
    permission: 'ledger:audit',
    group: 'admin',
    order: 52,
    load: async () => ({ default: (await import('./oversight-page.tsx')).OversightPage }),
  },
];

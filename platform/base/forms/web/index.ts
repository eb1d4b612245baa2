import type { Page } from '#ui';

export const pages: readonly Page[] = [
  {
    path: '/forms/forms',
    title: { zh: '表单', en: 'Forms' },
    permission: 'forms:answers',
    group: 'matter',
    order: 70,
    load: async () => ({ default: (await import('./forms-page.tsx')).FormsPage }),
  },
  {
    path: '/forms/design/:code',
    title: { zh: '设计表单', en: 'Design a form' },
    permission: 'forms:design',
    group: 'matter',
    hidden: true,
    load: async () => ({ default: (await import('./design-page.tsx')).DesignPage }),
  },
  {
    path: '/forms/answers/:code',
    title: { zh: '答卷', en: 'Answers' },
    permission: 'forms:answers',
    group: 'matter',
    hidden: true,
    load: async () => ({ default: (await import('./answers-page.tsx')).AnswersPage }),
  },
];

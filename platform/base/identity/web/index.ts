import { recordPages, type Page } from '#ui';
import { Account, Post } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Account, {
    group: 'admin',
    order: 10,
    title: { zh: '账户', en: 'Accounts' },
    detail: async () => (await import('./account-detail.tsx')).accountDetail,
  }),
  ...recordPages(Post, {
    group: 'admin',
    order: 20,
    title: { zh: '岗位', en: 'Posts' },
    list: async () => (await import('./post-pages.tsx')).postList,
    detail: async () => (await import('./post-pages.tsx')).postDetail,
  }),
  {
    path: '/identity/clients',
    title: { zh: '应用凭据', en: 'API clients' },
    permission: 'identity:manage',
    group: 'admin',
    order: 30,
    load: async () => ({ default: (await import('./clients-page.tsx')).ClientsPage }),
  },
  {
    path: '/identity/roles',
    title: { zh: '角色', en: 'Roles' },
    permission: 'identity:manage',
    group: 'admin',
    order: 40,
    load: async () => ({ default: (await import('./roles-page.tsx')).RolesPage }),
  },
  {
    path: '/identity/sessions',
    title: { zh: '我的登录', en: 'My sessions' },
    permission: 'public',
    group: 'mine',
    order: 90,
    load: async () => ({ default: (await import('./sessions-page.tsx')).SessionsPage }),
  },
];

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
    path: '/identity/applications',
    title: { zh: '单点登录应用', en: 'Applications' },
    permission: 'identity:manage',
    group: 'admin',
    order: 35,
    load: async () => ({ default: (await import('./applications-page.tsx')).ApplicationsPage }),
  },
  {
    path: '/identity/authorise',
    title: { zh: '应用请您登录', en: 'An application asks you to sign in' },
    permission: 'public',
    group: 'mine',
    hidden: true,
    load: async () => ({ default: (await import('./authorise-page.tsx')).AuthorisePage }),
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
    path: '/identity/security',
    title: { zh: '安全', en: 'Security' },
    permission: 'public',
    group: 'mine',
    order: 91,
    load: async () => ({ default: (await import('./second-factor-page.tsx')).SecondFactorPage }),
  },
  {
    path: '/identity/contractors',
    title: { zh: '外包人员', en: 'Contractors' },
    permission: 'identity:supervise',
    group: 'admin',
    order: 36,
    load: async () => ({ default: (await import('./contractors-page.tsx')).ContractorsPage }),
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

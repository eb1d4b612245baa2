import { recordPages, type Page } from '#ui';
import { Finding, StatedRule } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Finding, {
    group: 'data',
    order: 25,
    title: { zh: '问题数据', en: 'Findings' },
    overrides: { list: async () => (await import('./findings-page.tsx')).FindingsPage },
    detail: async () => (await import('./finding-detail.tsx')).findingDetail,
  }),
  ...recordPages(StatedRule, {
    group: 'data',
    order: 27,
    title: { zh: '检查规则', en: 'Rules' },
    list: async () => (await import('./stated-rules-list.tsx')).statedRulesList,
    detail: async () => (await import('./stated-rule-detail.tsx')).statedRuleDetail,
  }),
  {
    path: '/quality/profile',
    title: { zh: '数据画像', en: 'Profile of the data' },
    permission: 'quality:read',
    group: 'data',
    order: 28,
    load: async () => ({ default: (await import('./profile-page.tsx')).ProfilePage }),
  },
  {
    path: '/quality/rules',
    title: { zh: '生效的检查规则', en: 'Rules in force' },
    permission: 'quality:read',
    group: 'data',
    hidden: true,
    load: async () => ({ default: (await import('./rules-page.tsx')).RulesPage }),
  },
  {
    path: '/quality/rule-form',
    title: { zh: '制定规则', en: 'State a rule' },
    permission: 'quality:rules',
    group: 'data',
    hidden: true,
    load: async () => ({ default: (await import('./rule-form-page.tsx')).RuleFormPage }),
  },
];

import { recordPages, type Page } from '#ui';
import { Miss, Rule, Warning } from '../records.ts';
import { words as analysisWords } from './mining/words.ts';
import { words as riskWords } from './risk/words.ts';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  ...recordPages(Warning, {
    group: 'see',
    order: 13,
    title: words.warnings,
    list: async () => {
      const [{ createElement }, { LevelTag }] = await Promise.all([
        import('react'),
        import('./level-tag.tsx'),
      ]);
      return { cells: { level: (row) => createElement(LevelTag, { level: row['level'] as never }) } };
    },
    detail: async () => (await import('./warning-detail.tsx')).warningDetail,
  }),
  {
    path: '/decision-support/rules/new',
    title: words.define,
    permission: 'decision-support:define',
    group: 'see',
    order: 15,
    load: async () => ({ default: (await import('./rule-form-page.tsx')).RuleFormPage }),
  },
  {
    path: '/decision-support/risk',
    title: riskWords.risk,
    permission: 'decision-support:read',
    group: 'see',
    order: 13,
    load: async () => ({ default: (await import('./risk/risk-page.tsx')).RiskPage }),
  },
  {
    path: '/decision-support/case-rules/new',
    title: riskWords.define,
    permission: 'decision-support:define',
    group: 'see',
    order: 15,
    load: async () => ({ default: (await import('./risk/case-rule-page.tsx')).CaseRulePage }),
  },
  ...recordPages(Rule, {
    group: 'see',
    order: 14,
    title: words.rules,
    detail: async () => (await import('./rule-detail.tsx')).ruleDetail,
  }),
  ...recordPages(Miss, { group: 'see', order: 17, title: words.misses, hidden: true }),
  {
    path: '/decision-support/quality',
    title: words.quality,
    permission: 'decision-support:read',
    group: 'see',
    order: 16,
    load: async () => ({ default: (await import('./quality-page.tsx')).QualityPage }),
  },
  {
    path: '/decision-support/analysis',
    title: analysisWords.analysis,
    permission: 'decision-support:read',
    group: 'see',
    order: 18,
    load: async () => ({ default: (await import('./mining/analysis-page.tsx')).AnalysisPage }),
  },
];

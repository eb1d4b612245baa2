const organisation = '330281-jxj';
const form = 'technical-upgrade';
const day = 86_400_000;

/** An invented call, under the invented policy of `articles.yaml`: open for forty days from when a city is begun. */
export const demonstration = {
  organisation,
  form,
  schemeAt: (now: Date) => ({
    code: 'demo-technical-upgrade',
    titleZh: '企业智能化改造补助（示范）',
    titleEn: 'Smart upgrades of companies (demonstration)',
    whoZh: '2025 年底前成立、注册在本市的企业，每户每年一次',
    whoEn: 'Companies registered in the city by the end of 2025, once a year each',
    matter: form,
    organisation,
    funder: '330281-czj',
    audience: 'company' as const,
    form,
    article: '5b0f6f0e-6c0c-4a44-9d5e-0a5d7a6f1c10',
    paper: 'grant-award',
    budgetFen: 100_000_000,
    capFen: 20_000_000,
    opensAt: new Date(now.getTime() - day).toISOString(),
    closesAt: new Date(now.getTime() + 40 * day).toISOString(),
    checks: [
      { check: 'company-active' },
      { check: 'in-town', value: '330281' },
      { check: 'established-by', value: '2025-12-31' },
      { check: 'once-a-year' },
      { check: 'within-cap' },
    ],
    criteria: [
      { id: 'need', title: { zh: '必要性', en: 'Need' }, most: 60 },
      { id: 'gain', title: { zh: '效益', en: 'Gain' }, most: 40 },
    ],
    reviewers: 3,
    passMark: 60,
    publicityDays: 5,
    reportMonths: 6,
  }),
};

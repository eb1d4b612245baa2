import type { Names } from '../undertakings/names.ts';

export const tenderStates = ['planned', 'published', 'opened', 'awarded', 'failed'] as const;
export type TenderState = (typeof tenderStates)[number];
export const tenderStateNames: Names = {
  planned: { zh: '计划', en: 'Planned' },
  published: { zh: '已发布', en: 'Published' },
  opened: { zh: '已开标', en: 'Opened' },
  awarded: { zh: '已成交', en: 'Awarded' },
  failed: { zh: '已废标', en: 'Failed' },
};

export const outcomes = ['awarded', 'failed'] as const;
export const outcomeNames: Names = {
  awarded: { zh: '成交', en: 'Awarded' },
  failed: { zh: '废标', en: 'Failed' },
};

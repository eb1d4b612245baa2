import { recordPages, type Page } from '#ui';
import { Measure } from '../contract.ts';
import { words as formWords } from './measures/form/words.ts';
import { words as measureWords } from './measures/words.ts';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/indicators/measures/new',
    title: measureWords.define,
    permission: 'indicators:define',
    group: 'see',
    order: 12,
    load: async () => ({ default: (await import('./measures/measure-form-page.tsx')).MeasureFormPage }),
  },
  {
    path: '/indicators/measures/:code/change',
    title: formWords.change,
    permission: 'indicators:define',
    group: 'see',
    hidden: true,
    load: async () => ({ default: (await import('./measures/measure-form-page.tsx')).MeasureChangePage }),
  },
  {
    path: '/indicators/measures/:code/retire',
    title: formWords.retire,
    permission: 'indicators:define',
    group: 'see',
    hidden: true,
    load: async () => ({ default: (await import('./measures/measure-retire-page.tsx')).MeasureRetirePage }),
  },
  {
    path: '/indicators/measures/:code/rows',
    title: measureWords.rows,
    permission: 'indicators:read',
    group: 'see',
    hidden: true,
    load: async () => ({ default: (await import('./measures/measure-rows-page.tsx')).MeasureRowsPage }),
  },
  ...recordPages(Measure, {
    group: 'see',
    order: 11,
    title: measureWords.measures,
    detail: async () => (await import('./measures/measure-detail.tsx')).measureDetail,
  }),
  {
    path: '/indicators',
    title: words.indicators,
    permission: 'indicators:read',
    group: 'see',
    order: 10,
    load: async () => ({ default: (await import('./indicators-page.tsx')).IndicatorsPage }),
  },
  {
    path: '/indicators/:code',
    title: words.indicator,
    permission: 'indicators:read',
    group: 'see',
    hidden: true,
    load: async () => ({ default: (await import('./indicator-page.tsx')).IndicatorPage }),
  },
];

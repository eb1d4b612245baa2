import { recordPages, type Page } from '#ui';
import { CodeValue } from '../records.ts';

export const pages: readonly Page[] = recordPages(CodeValue, {
  group: 'city',
  order: 30,
  title: { zh: '代码表', en: 'Code tables' },
});

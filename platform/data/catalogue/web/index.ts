import { recordPages, type Page } from '#ui';
import { Entry } from '../records.ts';

export const pages: readonly Page[] = recordPages(Entry, { group: 'data', order: 10 });

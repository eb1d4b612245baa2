import { expect, test } from 'vitest';
import type { Page } from '../page.ts';
import { findPages, firstPage, visiblePages } from './visible-pages.ts';

const page = (path: string, more: Partial<Page>): Page => ({
  path,
  title: { zh: path, en: path },
  permission: 'public',
  group: 'data',
  load: () => Promise.reject(new Error('not opened here')),
  ...more,
});
const pages = [
  page('/admin', { group: 'admin', permission: 'identity:manage' }),
  page('/persons', { order: 2, permission: 'registers:read', title: { zh: '人口库', en: 'Persons' } }),
  page('/catalogue', { order: 1 }),
  page('/persons/:key', { hidden: true, permission: 'registers:read' }),
  page('/tasks', { group: 'mine' }),
];

test('an official sees what they may open, their own work first', () => {
  const groups = visiblePages(
    pages,
    (permission) => permission === 'public' || permission === 'registers:read',
  );
  expect(groups.map(({ group, pages: found }) => [group, ...found.map(({ path }) => path)])).toEqual([
    ['mine', '/tasks'],
    ['data', '/catalogue', '/persons'],
  ]);
  expect(firstPage(groups)?.path).toBe('/tasks');
});

test('somebody without any permission begins at what is open to all, or nowhere', () => {
  const open = visiblePages(pages, (permission) => permission === 'public');
  expect(open.flatMap(({ pages: found }) => found.map(({ path }) => path))).toEqual(['/tasks', '/catalogue']);
  expect(firstPage(visiblePages(pages, () => false))).toBeUndefined();
});

test('pages are found by their name in either language, never those one may not open', () => {
  const groups = visiblePages(pages, (permission) => permission !== 'identity:manage');
  expect(findPages(groups, '人口').map(({ path }) => path)).toEqual(['/persons']);
  expect(findPages(groups, 'PERS').map(({ path }) => path)).toEqual(['/persons']);
  expect(findPages(groups, 'admin')).toEqual([]);
  expect(findPages(groups, ' ')).toEqual([]);
});

import type { Permission } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import type { Page, PageGroup } from '../page.ts';

/** Groups of the navigation from the top down; one's own work needs no heading. */
export const groupTitles: Readonly<Record<PageGroup, Text | undefined>> = {
  mine: undefined,
  data: { zh: '数据', en: 'Data' },
  matter: { zh: '事', en: 'Matters' },
  see: { zh: '看', en: 'Sight' },
  city: { zh: '城市', en: 'City' },
  admin: { zh: '管理', en: 'Administration' },
};

export interface NavigationGroup {
  readonly group: PageGroup;
  readonly pages: readonly Page[];
}

/** The pages somebody may open, as the navigation shows them: by group, then by order, hidden ones left out. */
export function visiblePages(
  pages: readonly Page[],
  may: (permission: Permission) => boolean,
): readonly NavigationGroup[] {
  const seen = pages.filter((page) => !page.hidden && may(page.permission));
  return (Object.keys(groupTitles) as PageGroup[])
    .map((group) => ({
      group,
      pages: seen
        .filter((page) => page.group === group)
        .toSorted((a, b) => (a.order ?? 1000) - (b.order ?? 1000)),
    }))
    .filter(({ pages: found }) => found.length > 0);
}

/** Where somebody begins: their tasks, or the first page they may open. */
export const firstPage = (groups: readonly NavigationGroup[]): Page | undefined => groups[0]?.pages[0];

/** Pages whose name holds the words, in either language. */
export function findPages(groups: readonly NavigationGroup[], find: string): readonly Page[] {
  const wanted = find.trim().toLowerCase();
  if (wanted === '') return [];
  return groups
    .flatMap(({ pages }) => pages)
    .filter(({ title }) => title.zh.includes(wanted) || title.en.toLowerCase().includes(wanted));
}

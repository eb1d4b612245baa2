import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Page } from '../page.ts';
import { useMay } from '../session/session.tsx';
import { groupTitles, type NavigationGroup, visiblePages } from './visible-pages.ts';

const Known = createContext<readonly Page[]>([]);

/** Tells the pieces of page which pages the app has. */
export function KnownPages({
  pages,
  children,
}: {
  readonly pages: readonly Page[];
  readonly children: ReactNode;
}) {
  return <Known value={pages}>{children}</Known>;
}

/** The pages that the reader may open, as the navigation shows them. */
export function useMyPages(): readonly NavigationGroup[] {
  const pages = useContext(Known);
  const may = useMay();
  return useMemo(() => visiblePages(pages, may), [pages, may]);
}

/** What a group of the navigation is called; one's own work has no heading there. */
export const groupTitle = (group: NavigationGroup['group']) =>
  groupTitles[group] ?? { zh: '我的工作', en: 'My work' };

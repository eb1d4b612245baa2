import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { RecordOf } from '#kernel/record';
import type { Page } from '../page.ts';

const Known = createContext<ReadonlyMap<string, RecordOf>>(new Map());

/** Tells the pieces of page which records the app has pages for: references become links, search looks into them. */
export function KnownRecords({
  pages,
  children,
}: {
  readonly pages: readonly Page[];
  readonly children: ReactNode;
}) {
  const known = useMemo(
    () => new Map(pages.flatMap(({ record }) => (record ? [[record.id, record] as const] : []))),
    [pages],
  );
  return <Known value={known}>{children}</Known>;
}

/** The record with this id (`module.name`), if the app shows it. */
export const useKnownRecord = (id: string | undefined): RecordOf | undefined =>
  useContext(Known).get(id ?? '');

export const useKnownRecords = (): ReadonlyMap<string, RecordOf> => useContext(Known);

/** Address of a record's list, or of one row of it. */
export const recordPath = (record: Pick<RecordOf, 'module' | 'plural'>, key?: string): string =>
  `/${record.module}/${record.plural}${key === undefined ? '' : `/${encodeURIComponent(key)}`}`;

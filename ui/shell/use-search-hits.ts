import { useQueries } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { call } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { recordPath, useKnownRecords } from '../record/known-records.tsx';
import { labelOf } from '../record/labels.ts';
import { useMay } from '../session/session.tsx';
import { findPages, type NavigationGroup } from './visible-pages.ts';

export interface Hit {
  readonly path: string;
  readonly kind: Text;
  readonly label: Text;
  readonly detail?: string;
}

const perRecord = 5;
const pageKind = { zh: '页面', en: 'Page' };

async function ask(record: RecordOf, find: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const query = { q: find, limit: perRecord } as never;
  const page = await call(record.module, recordOperations(record).list, { query }, { signal });
  return page.items.map((row) => {
    const key = String((row as Readonly<Record<string, unknown>>)[record.key]);
    return { path: recordPath(record, key), kind: record.title, label: labelOf(record, row), detail: key };
  });
}

/** What the header's search finds: pages by name, and rows of every record that can be searched and may be read. */
export function useSearchHits(
  groups: readonly NavigationGroup[],
  typed: string,
): { readonly hits: readonly Hit[]; readonly busy: boolean } {
  const find = useDeferredValue(typed.trim());
  const may = useMay();
  const records = [...useKnownRecords().values()].filter(
    ({ list, rights }) => list.search && may(rights.read),
  );
  const answers = useQueries({
    queries: records.map((record) => ({
      queryKey: [record.module, 'find', record.id, find],
      enabled: find.length >= 2,
      retry: false,
      staleTime: 30_000,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        // A letter more is on its way while somebody types; only what rests is asked.
        await new Promise((resolve) => setTimeout(resolve, 180));
        return signal.aborted ? [] : ask(record, find, signal);
      },
    })),
  });
  const pages = findPages(groups, find).map((page) => ({
    path: page.path,
    kind: pageKind,
    label: page.title,
  }));
  return {
    hits: [...pages, ...answers.flatMap(({ data }) => data ?? [])],
    busy: answers.some(({ isFetching }) => isFetching),
  };
}

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { call, CallProblem } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { operations } from '#platform/base/search/contract';
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

type Known = ReadonlyMap<string, RecordOf>;

const perRecord = 5;
const pageKind = { zh: '页面', en: 'Page' };

/** By words, pinyin and initials over everything; what has no page here is left out. */
async function askSearch(known: Known, find: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const found = await call('search', operations.find, { query: { q: find, limit: 20 } }, { signal });
  return found.items.flatMap(({ kind, key, label, title, path }) => {
    const record = known.get(kind);
    const address = path ?? (record ? recordPath(record, key) : undefined);
    return address === undefined ? [] : [{ path: address, kind: title, label, detail: key }];
  });
}

async function askRecord(record: RecordOf, find: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const query = { q: find, limit: perRecord } as never;
  const page = await call(record.module, recordOperations(record).list, { query }, { signal });
  return page.items.map((row) => {
    const key = String((row as Readonly<Record<string, unknown>>)[record.key]);
    return { path: recordPath(record, key), kind: record.title, label: labelOf(record, row), detail: key };
  });
}

/** A city that runs without the search still finds what begins with the text, record by record. */
async function ask(
  known: Known,
  readable: readonly RecordOf[],
  find: string,
  signal: AbortSignal,
): Promise<readonly Hit[]> {
  try {
    return await askSearch(known, find, signal);
  } catch (error) {
    if (!(error instanceof CallProblem) || error.body.code !== 'request.unknown-path') throw error;
    const found = await Promise.allSettled(readable.map((record) => askRecord(record, find, signal)));
    return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  }
}

/** What the header's search finds: pages by name, and everything that the reader may see. */
export function useSearchHits(
  groups: readonly NavigationGroup[],
  typed: string,
): { readonly hits: readonly Hit[]; readonly busy: boolean } {
  const find = useDeferredValue(typed.trim());
  const may = useMay();
  const known = useKnownRecords();
  const readable = [...known.values()].filter(({ list, rights }) => list.search && may(rights.read));
  const answer = useQuery({
    queryKey: ['search', 'find', find],
    enabled: find.length >= 1,
    retry: false,
    staleTime: 30_000,
    queryFn: async ({ signal }) => {
      // A letter more is on its way while somebody types; only what rests is asked.
      await new Promise((resolve) => setTimeout(resolve, 180));
      return signal.aborted ? [] : ask(known, readable, find, signal);
    },
  });
  const pages = findPages(groups, find).map((page) => ({
    path: page.path,
    kind: pageKind,
    label: page.title,
  }));
  return { hits: [...pages, ...(answer.data ?? [])], busy: answer.isFetching };
}

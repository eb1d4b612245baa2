import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { changeList, type ListChange, queryOf, readList } from './list-state.ts';
import { type Filter, type ListSource, namesOf } from './list-types.ts';

interface Trail {
  readonly trail?: readonly (string | null)[];
}

/** A list whose state is the address: its rows, and the ways to change what it shows. */
export function useList<Row>(source: ListSource<Row>, filters: readonly Filter[]) {
  const [search, setSearch] = useSearchParams();
  const trail = (useLocation().state as Trail | null)?.trail;
  const names = useMemo(() => filters.flatMap(namesOf), [filters]);
  const state = useMemo(() => readList(search, names), [search, names]);
  const query = useMemo(() => queryOf(state), [state]);
  const rows = useQuery({
    queryKey: [...source.key, query],
    queryFn: ({ signal }) => source.load(query, signal),
    placeholderData: keepPreviousData,
    // People count the looks at their data: coming back to the window is none.
    ...(source.personal ? { refetchOnWindowFocus: false } : {}),
  });

  const change = useCallback(
    (what: ListChange, replace = false) =>
      setSearch((now) => changeList(now, what), { replace, state: { trail } }),
    [setSearch, trail],
  );
  const forward = () => {
    const next = rows.data?.next;
    if (!next) return;
    const walked = [...(trail ?? []), state.after ?? null];
    setSearch((now) => changeList(now, { after: next, page: state.page + 1 }), { state: { trail: walked } });
  };
  /** Back along the pages walked; from a shared address, whose way here nobody knows, to the first. */
  const back = () => {
    const before = trail?.at(-1) ?? undefined;
    const page = before ? state.page - 1 : 1;
    setSearch((now) => changeList(now, { after: before, page }), { state: { trail: trail?.slice(0, -1) } });
  };
  return { state, search, rows, change, forward, back, setSearch };
}

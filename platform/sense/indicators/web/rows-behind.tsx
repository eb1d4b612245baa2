import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { capped, number, ProblemNote, Skeleton, useLanguage, useSay } from '#ui';
import { operations, type RowsPage } from '../contract.ts';
import { RowsTable } from './rows-table.tsx';
import { words } from './words.ts';

const pageSize = 50;

function Weighed({ pages }: { readonly pages: readonly RowsPage[] }) {
  const { language } = useLanguage();
  return (
    <RowsTable
      columns={pages[0]?.columns ?? []}
      rows={pages.flatMap(({ items }) => items)}
      weight={({ weight, of }) => (
        <>
          {number(weight, language)}
          {of !== null && ` / ${number(of, language)}`}
        </>
      )}
    />
  );
}

/** The rows of a figure that are no record's own list. */
export function RowsBehind({ code }: { readonly code: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const asked = useInfiniteQuery({
    queryKey: ['indicators', 'rows', code],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        'indicators',
        operations.rows,
        { params: { code }, query: { limit: pageSize, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (asked.isPending) return <Skeleton lines={5} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const [first] = asked.data.pages;
  return (
    <div className="stack tight">
      <p className="small quiet">
        {first && say(words.total, { count: capped(first.total, language) })} · {say(words.scopeNote)}
      </p>
      <Weighed pages={asked.data.pages} />
      {asked.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {say(words.more)}
        </button>
      )}
    </div>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { call } from '#kernel/call';
import { DrillPath, number, PageHead, ProblemNote, Skeleton, useLanguage, useSay } from '#ui';
import { operations, type MeasureRows } from '../../contract.ts';
import { RowsTable } from '../rows-table.tsx';
import { words } from './words.ts';

const pageSize = 50;

/** How many rows the value counts, and those that are listed. */
function Found({ pages }: { readonly pages: readonly MeasureRows[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const counted = pages[0]?.counted;
  return (
    <>
      <p className="small quiet">
        {typeof counted === 'number'
          ? say(words.counted, { count: number(counted, language) })
          : say(words.countHidden)}
      </p>
      <RowsTable columns={pages[0]?.columns ?? []} rows={pages.flatMap(({ items }) => items)} />
    </>
  );
}

/** The rows that count in one value of a measure, as far as the reader may see them. */
export function MeasureRowsPage() {
  const say = useSay();
  const { code = '' } = useParams();
  const [search] = useSearchParams();
  const period = search.get('period') ?? '';
  const where = search.get('where');
  const query = { period, limit: pageSize, ...(where ? { where } : {}) };
  const asked = useInfiniteQuery({
    queryKey: ['indicators', 'measure-rows', code, period, where],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        'indicators',
        operations.measureRows,
        { params: { code }, query: { ...query, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const title = say(words.rowsOf, { period });
  return (
    <div className="stack">
      <DrillPath
        label={say(words.measures)}
        steps={[
          { label: say(words.measures), to: '/indicators/measures' },
          { label: code, to: `/indicators/measures/${code}` },
          { label: title },
        ]}
      />
      <PageHead title={title} />
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <Found pages={asked.data.pages} />}
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
      <Link to={`/indicators/measures/${code}`}>{code}</Link>
    </div>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '#kernel/call';
import { capped, number, ProblemNote, SimulatedTag, Skeleton, useLanguage, useSay } from '#ui';
import { operations, type RowsPage } from '../contract.ts';
import { RowCell } from './row-cell.tsx';
import { words } from './words.ts';

const pageSize = 50;

function RowsTable({ pages }: { readonly pages: readonly RowsPage[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const columns = pages[0]?.columns ?? [];
  return (
    // What scrolls must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label={say(words.rows)} tabIndex={0}>
      <table className="data-table">
        <thead>
          <tr>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {say(title)}
              </th>
            ))}
            <th scope="col">{say(words.weight)}</th>
          </tr>
        </thead>
        <tbody>
          {pages
            .flatMap(({ items }) => items)
            .map((row) => (
              <tr key={row.key}>
                {columns.map(({ name, kind }, index) => (
                  <td key={name}>
                    {index === 0 ? (
                      <Link to={row.path}>
                        <RowCell kind={kind} value={row.values[name]} />
                      </Link>
                    ) : (
                      <RowCell kind={kind} value={row.values[name]} />
                    )}
                    {index === 0 && row.simulated && <SimulatedTag />}
                  </td>
                ))}
                <td>
                  {number(row.weight, language)}
                  {row.of !== null && ` / ${number(row.of, language)}`}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
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
      <RowsTable pages={asked.data.pages} />
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

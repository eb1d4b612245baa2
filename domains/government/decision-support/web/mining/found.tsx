import type { ReactElement } from 'react';
import { ProblemNote, Skeleton, useCall, useSay } from '#ui';
import type { CallInput, Operation, Result } from '#kernel/operation';
import { operations } from '../../contract.ts';
import type { Method } from './analysis-page.tsx';
import { DriversView } from './drivers-view.tsx';
import { ForecastView } from './forecast-view.tsx';
import { HistoryView } from './history-view.tsx';
import { PairsView } from './pairs-view.tsx';
import { SegmentsView } from './segments-view.tsx';
import { TableView } from './table-view.tsx';
import { words } from './words.ts';

interface AnswerProps<O extends Operation> {
  readonly op: O;
  readonly query: Readonly<Record<string, string>>;
  readonly view: (found: Result<O>) => ReactElement;
}

/** Asks, and shows what was found or why nothing can be said. */
function Answer<O extends Operation>({ op, query, view }: AnswerProps<O>) {
  const asked = useCall('decision-support', op, { query } as unknown as CallInput<O>);
  if (asked.isPending) return <Skeleton lines={8} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  return view(asked.data);
}

const namesOf: Readonly<Record<Method, readonly string[]>> = {
  drivers: ['measure', 'by', 'grain', 'where', 'from', 'to'],
  history: ['measure', 'grain', 'where'],
  forecast: ['measure', 'grain', 'where'],
  pairs: ['measures', 'grain', 'where'],
  table: ['measure', 'by', 'across', 'grain'],
  segments: ['measures', 'by', 'grain'],
};

/** The result of what the address asks for. */
export function Found({ method, search }: { readonly method: Method; readonly search: URLSearchParams }) {
  const say = useSay();
  const query = Object.fromEntries(
    namesOf[method].flatMap((name) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  if (namesOf[method].includes('by') && query['by'] === undefined) return <p>{say(words.chooseFirst)}</p>;
  if (method === 'drivers')
    return <Answer op={operations.drivers} query={query} view={(found) => <DriversView found={found} />} />;
  if (method === 'history')
    return <Answer op={operations.history} query={query} view={(found) => <HistoryView found={found} />} />;
  if (method === 'forecast')
    return <Answer op={operations.forecast} query={query} view={(found) => <ForecastView found={found} />} />;
  if (method === 'pairs')
    return <Answer op={operations.pairs} query={query} view={(found) => <PairsView found={found} />} />;
  if (method === 'table')
    return <Answer op={operations.crossTable} query={query} view={(found) => <TableView found={found} />} />;
  return <Answer op={operations.segments} query={query} view={(found) => <SegmentsView found={found} />} />;
}

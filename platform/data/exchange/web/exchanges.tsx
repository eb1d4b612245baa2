import { useState } from 'react';
import { addressOf } from '#kernel/call';
import type { Result } from '#kernel/operation';
import {
  EmptyState,
  HeadRow,
  number,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Time,
  useCall,
  useLanguage,
  useSay,
} from '#ui';
import { operations } from '../contract.ts';
import { receiptWayNames } from '../records.ts';
import { words } from './words.ts';

type Exchange = Result<typeof operations.exchanges>['items'][number];

function Line({ exchange }: { readonly exchange: Exchange }) {
  const say = useSay();
  const { language } = useLanguage();
  const { receipt, at, way, client, rows, whole, acknowledged } = exchange;
  return (
    <tr>
      <th scope="row">
        <Time at={at} />
      </th>
      <td>
        {say(receiptWayNames[way])}
        {!whole && <span className="quiet"> {say(words.broken)}</span>}
      </td>
      <td>{client}</td>
      <td className="end">{number(rows, language)}</td>
      <td>{say(acknowledged ? words.yes : words.notYet)}</td>
      <td>
        <a
          href={addressOf('exchange', operations.proof, { params: { key: receipt } })}
          aria-label={say(words.proofOf, { at })}
        >
          {say(words.download)}
        </a>
      </td>
    </tr>
  );
}

/** What was exchanged by an agreement, the newest first, each with what proves it. */
export function Exchanges({ agreement }: { readonly agreement: string }) {
  const say = useSay();
  const [before, setBefore] = useState<string>();
  const asked = useCall('exchange', operations.exchanges, {
    params: { key: agreement },
    query: before === undefined ? {} : { before },
  });
  if (asked.isPending) return <Skeleton lines={3} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { items, next } = asked.data;
  if (items.length === 0 && before === undefined) return <EmptyState title={say(words.noExchanges)} />;
  return (
    <div className="stack tight">
      <p className="hint">{say(words.exchangesHint)}</p>
      <ScrollRegion label={say(words.exchanges)}>
        <table className="data-table" aria-label={say(words.exchanges)}>
          <HeadRow names={['at', 'way', 'client', 'rows', 'acknowledged', 'proof']} texts={words} />
          <tbody>
            {items.map((exchange) => (
              <Line key={exchange.receipt} exchange={exchange} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="row">
        {before !== undefined && (
          <button type="button" className="button second" onClick={() => setBefore(undefined)}>
            {say(words.newest)}
          </button>
        )}
        {next !== null && (
          <button type="button" className="button second" onClick={() => setBefore(next)}>
            {say(words.older)}
          </button>
        )}
      </div>
    </div>
  );
}

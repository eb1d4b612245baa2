import {
  EmptyState,
  Heads,
  PageHead,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  Tag,
  Time,
  useCall,
  useSay,
} from '#ui';
import { operations, type Waiter } from '../contract.ts';
import { texts } from './words.ts';

function Line({ waiter }: { readonly waiter: Waiter }) {
  const say = useSay();
  return (
    <tr>
      <th scope="row">
        {waiter.subjectName} {waiter.simulated && <SimulatedTag />}
      </th>
      <td>{waiter.serviceTitle ? say(waiter.serviceTitle) : waiter.service}</td>
      <td>{waiter.resource ?? '—'}</td>
      <td>
        {waiter.firstDay} – {waiter.lastDay}
      </td>
      <td>
        <Time at={waiter.joinedAt} />
      </td>
      <td>
        {waiter.status === 'offered' ? <Tag tone="celadon">{say(texts.offered)}</Tag> : say(texts.waits)}
      </td>
    </tr>
  );
}

/** Who waits, in the order in which places are offered. */
export function WaitingPage() {
  const say = useSay();
  const found = useCall('scheduling', operations.waitingList, { query: {} });
  const heads = [texts.person, texts.service, texts.resource, texts.days, texts.joined, texts.state];
  return (
    <div className="stack">
      <PageHead title={say(texts.waiting)} />
      {found.isError && <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton lines={5} />}
      {found.data?.items.length === 0 && (
        <EmptyState title={say(texts.nobodyWaits)} hint={say(texts.nobodyWaitsHint)} />
      )}
      {found.data && found.data.items.length > 0 && (
        <ScrollRegion label={say(texts.waiting)}>
          <table className="data-table">
            <Heads heads={heads} />
            <tbody>
              {found.data.items.map((waiter) => (
                <Line key={waiter.id} waiter={waiter} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}

import { useSearchParams } from 'react-router';
import {
  EmptyState,
  PageHead,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Tag,
  Time,
  useAct,
  useCall,
  useSay,
} from '#ui';
import { operations, type Ticket } from '../contract.ts';
import { ResourceChoice } from './resource-choice.tsx';
import { texts } from './words.ts';

const stepsOf = { called: ['recall', 'served', 'skip'], skipped: ['back'], waiting: [], served: [] } as const;
const stateWords = {
  called: texts.called,
  skipped: texts.skipped,
  waiting: texts.waits,
  served: texts.served,
};

function Line({ ticket }: { readonly ticket: Ticket }) {
  const say = useSay();
  const act = useAct('scheduling', operations.step);
  return (
    <tr>
      <th scope="row">{ticket.number}</th>
      <td>
        {ticket.subjectName} {ticket.booked && <Tag tone="river">{say(texts.booked)}</Tag>}
      </td>
      <td>{say(stateWords[ticket.status])}</td>
      <td>
        <Time at={ticket.readyAt} />
      </td>
      <td>
        <div className="row">
          {stepsOf[ticket.status].map((step) => (
            <button
              key={step}
              type="button"
              className="button small"
              disabled={act.isPending}
              onClick={() => act.mutate({ params: { id: ticket.id, step } })}
            >
              {say(texts[step])}
            </button>
          ))}
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </td>
    </tr>
  );
}

function Tickets({ items }: { readonly items: readonly Ticket[] }) {
  const say = useSay();
  if (items.length === 0) return <EmptyState title={say(texts.nobody)} hint={say(texts.nobodyHint)} />;
  return (
    <ScrollRegion label={say(texts.queue)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(texts.number)}</th>
            <th scope="col">{say(texts.name)}</th>
            <th scope="col">{say(texts.state)}</th>
            <th scope="col">{say(texts.turn)}</th>
            <th scope="col">{say(texts.act)}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((ticket) => (
            <Line key={ticket.id} ticket={ticket} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function WalkIn({ resource }: { readonly resource: string }) {
  const say = useSay();
  const act = useAct('scheduling', operations.walkIn);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const subjectName = String(new FormData(form).get('name') ?? '');
        act.mutate({ params: { resource }, body: { subjectName } }, { onSuccess: () => form.reset() });
      }}
    >
      <input
        className="input"
        name="name"
        aria-label={say(texts.name)}
        placeholder={say(texts.name)}
        required
        maxLength={60}
      />
      <button type="submit" className="button" disabled={act.isPending}>
        {say(texts.walkIn)}
      </button>
      {act.data && <output>{say(texts.gave, { number: act.data.number })}</output>}
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Desk({ resource }: { readonly resource: string }) {
  const say = useSay();
  const queue = useCall(
    'scheduling',
    operations.queue,
    { params: { resource } },
    { everyMs: 10_000, keep: true },
  );
  const next = useAct('scheduling', operations.next);
  if (queue.isError) return <ProblemNote problem={queue.error} onRetry={() => void queue.refetch()} />;
  if (!queue.data) return <Skeleton lines={5} />;
  return (
    <>
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={next.isPending}
          onClick={() => next.mutate({ params: { resource } })}
        >
          {say(texts.next)}
        </button>
        <WalkIn resource={resource} />
      </div>
      {next.isError && <ProblemNote problem={next.error} />}
      <Tickets items={queue.data.items} />
    </>
  );
}

/** The desk of one resource: call, call again, skip, done; a number for whoever has not booked. */
export function QueuePage() {
  const say = useSay();
  const [search] = useSearchParams();
  const resource = search.get('resource');
  return (
    <div className="stack">
      <PageHead title={say(texts.queue)} />
      <ResourceChoice />
      {resource ? <Desk resource={resource} /> : <EmptyState title={say(texts.chooseResource)} />}
    </div>
  );
}

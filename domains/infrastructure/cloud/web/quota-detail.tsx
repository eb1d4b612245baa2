import { useId } from 'react';
import {
  DetailPage,
  type FieldLine,
  FieldList,
  ProblemNote,
  type Say,
  SimulatedTag,
  Skeleton,
  Time,
  useAct,
  useCall,
  useMay,
  useSay,
} from '#ui';
import type { Result } from '#kernel/operation';
import { operations } from '../contract.ts';
import { AmountFields, amountsOf, AmountsWords } from './amounts.tsx';
import { words } from './estate-words.ts';
import { StateLamp } from './state-lamp.tsx';

type Opened = Result<typeof operations.request>;

function Decide({ request }: { readonly request: Opened }) {
  const say = useSay();
  const id = useId();
  const act = useAct('cloud', operations.decideQuota, { renews: ['tasks'] });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const form = new FormData(event.currentTarget);
        const grant = submitter?.getAttribute('value') === 'grant';
        const answer = String(form.get('answer') ?? '');
        const body = { grant, answer, ...(grant && { amounts: amountsOf(form) }) };
        act.mutate({ params: { id: request.id }, body });
      }}
    >
      <p className="hint">{say(words.grantHint)}</p>
      <AmountFields begin={request.asked} />
      <div className="field">
        <label htmlFor={id}>{say(words.answer)}</label>
        <textarea
          id={id}
          className="textarea"
          name="answer"
          required
          minLength={2}
          maxLength={1000}
          rows={3}
        />
      </div>
      <div className="row">
        <button type="submit" value="grant" className="button primary" disabled={act.isPending}>
          {say(words.grant)}
        </button>
        <button type="submit" value="refuse" className="button" disabled={act.isPending}>
          {say(words.refuse)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function TakeBack({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('cloud', operations.takeBackQuota, { renews: ['tasks'] });
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={act.isPending}
        onClick={() => act.mutate({ params: { id } })}
      >
        {say(words.takeBack)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

function linesOf(request: Opened, say: Say): FieldLine[] {
  return [
    { name: 'state', label: say(words.state), value: <StateLamp state={request.state} /> },
    { name: 'asked', label: say(words.asked), value: <AmountsWords amounts={request.asked} /> },
    { name: 'granted', label: say(words.granted), value: <AmountsWords amounts={request.granted} /> },
    { name: 'now', label: say(words.now), value: <AmountsWords amounts={request.now} /> },
    { name: 'held', label: say(words.held), value: <AmountsWords amounts={request.held} /> },
    { name: 'free', label: say(words.free), value: <AmountsWords amounts={request.free} /> },
    { name: 'reason', label: say(words.reason), value: request.reason },
    { name: 'askedBy', label: say(words.askedBy), value: request.askedBy },
    { name: 'askedAt', label: say(words.askedAt), value: <Time at={request.askedAt} /> },
    ...(request.decidedAt === null
      ? []
      : [
          { name: 'decidedBy', label: say(words.decidedBy), value: request.decidedBy ?? '—' },
          { name: 'decidedAt', label: say(words.decidedAt), value: <Time at={request.decidedAt} /> },
          { name: 'answer', label: say(words.answer), value: request.answer ?? '—' },
        ]),
  ];
}

/** A request with what whoever decides must know: what the department has, what its machines hold, what is free. */
export function QuotaDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const may = useMay();
  const found = useCall('cloud', operations.request, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  const request = found.data;
  if (!request) return <Skeleton lines={5} />;
  const waits = request.state === 'asked';
  const decision = { title: say(words.decision), content: <Decide request={request} /> };
  return (
    <DetailPage
      title={request.tenantName ? say(request.tenantName) : request.tenant}
      tags={request.simulated && <SimulatedTag />}
      actions={waits && may('cloud:ask') && <TakeBack id={request.id} />}
      sections={waits && may('cloud:grant') ? [decision] : []}
    >
      <FieldList lines={linesOf(request, say)} />
    </DetailPage>
  );
}

import { useState } from 'react';
import { HeadRow, ProblemNote, ScrollRegion, useAct, useMay, useSay } from '#ui';
import { operations, type Proposal } from '../contract.ts';
import { texts } from './profile-words.ts';

function Row(props: {
  readonly proposal: Proposal;
  readonly checked: boolean | undefined;
  readonly onCheck: (checked: boolean) => void;
}) {
  const { proposal, checked, onCheck } = props;
  const say = useSay();
  const title = say(proposal.title);
  return (
    <tr>
      <td>
        {checked === undefined ? (
          title
        ) : (
          <label className="row">
            <input
              type="checkbox"
              checked={checked}
              onChange={(event) => onCheck(event.currentTarget.checked)}
            />{' '}
            {title}
          </label>
        )}
      </td>
      <td>{say(proposal.evidence)}</td>
    </tr>
  );
}

interface TableProps {
  readonly proposals: readonly Proposal[];
  /** Undefined for whoever may accept none. */
  readonly chosen: ReadonlySet<string> | undefined;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

function ProposalTable({ proposals, chosen, onChoose }: TableProps) {
  const say = useSay();
  const check = (id: string, checked: boolean) => {
    const next = new Set(chosen);
    if (checked) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    <ScrollRegion label={say(texts.proposals)}>
      <table className="data-table">
        <HeadRow names={['rule', 'evidence']} texts={texts} />
        <tbody>
          {proposals.map((proposal) => (
            <Row
              key={proposal.id}
              proposal={proposal}
              checked={chosen?.has(proposal.id)}
              onCheck={(checked) => check(proposal.id, checked)}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface AcceptProps {
  readonly count: number;
  readonly busy: boolean;
  readonly onAll: () => void;
  readonly onAccept: (state: 'draft' | 'in-force') => void;
}

function AcceptBar({ count, busy, onAll, onAccept }: AcceptProps) {
  const say = useSay();
  const disabled = count === 0 || busy;
  return (
    <div className="row">
      <button type="button" className="button" onClick={onAll}>
        {say(texts.all)}
      </button>
      <button
        type="button"
        className="button primary"
        disabled={disabled}
        onClick={() => onAccept('in-force')}
      >
        {say(texts.accept)}
      </button>
      <button type="button" className="button second" disabled={disabled} onClick={() => onAccept('draft')}>
        {say(texts.acceptDraft)}
      </button>
      <span className="quiet">{say(texts.chosen, { count })}</span>
    </div>
  );
}

/** Rules that a batch bears out, accepted one by one or several at once. */
export function Proposals({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const say = useSay();
  const may = useMay()('quality:rules');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const accept = useAct('quality', operations.acceptRules, {
    done: () => {
      setAccepted(new Set([...accepted, ...chosen]));
      setChosen(new Set());
    },
  });
  const left = proposals.filter(({ id }) => !accepted.has(id));
  const send = (state: 'draft' | 'in-force') => {
    const rules = left
      .filter(({ id }) => chosen.has(id))
      .map(({ rule, evidence }) => ({ rule, reason: say(texts.reason, { evidence: say(evidence) }) }));
    accept.mutate({ body: { rules, state } });
  };
  return (
    <section className="stack">
      <h2>{say(texts.proposals)}</h2>
      {accept.data && <p role="status">{say(texts.done, { count: accept.data.ids.length })}</p>}
      {left.length === 0 ? (
        <p className="quiet">{say(texts.noProposals)}</p>
      ) : (
        <ProposalTable proposals={left} chosen={may ? chosen : undefined} onChoose={setChosen} />
      )}
      {may && left.length > 0 && (
        <AcceptBar
          count={chosen.size}
          busy={accept.isPending}
          onAll={() => setChosen(new Set(left.map(({ id }) => id)))}
          onAccept={send}
        />
      )}
      {accept.error && <ProblemNote problem={accept.error} />}
    </section>
  );
}

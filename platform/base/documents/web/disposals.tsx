import { useState } from 'react';
import { Link } from 'react-router';
import { OnceMore, ProblemNote, Time, useAct, useCall, useSay } from '#ui';
import { operations, type Disposal } from '../contract.ts';
import { texts } from './words.ts';

function Expired() {
  const say = useSay();
  const expired = useCall('documents', operations.expired, {});
  const act = useAct('documents', operations.proposeDisposal, { renews: ['tasks'] });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (expired.isError) return <ProblemNote problem={expired.error} />;
  if (expired.data?.items.length === 0) return <p className="quiet">{say(texts.noExpired)}</p>;
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = new FormData(event.currentTarget).get('reason');
        act.mutate({ body: { papers: [...chosen], reason: typeof reason === 'string' ? reason : '' } });
      }}
    >
      {expired.data?.items.map(({ id, number, title, keptUntil }) => (
        <label key={id} className="row">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              setChosen(event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
            }
          />
          {number} {title} · {keptUntil}
        </label>
      ))}
      <label className="field">
        <span>{say(texts.reason)}</span>
        <input className="input" name="reason" required maxLength={500} />
      </label>
      <div className="row">
        <button type="submit" className="button" disabled={act.isPending || chosen.length === 0}>
          {say(texts.propose)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Decide({ disposal }: { readonly disposal: Disposal }) {
  const say = useSay();
  const act = useAct('documents', operations.decideDisposal, { renews: ['tasks'] });
  const decide = (approve: boolean) => act.mutate({ params: { id: disposal.id }, body: { approve } });
  return (
    <>
      <OnceMore
        word={say(texts.approve)}
        will={say(texts.approveWill)}
        className="button danger small"
        busy={act.isPending}
        onYes={() => decide(true)}
      />
      <button type="button" className="button small" disabled={act.isPending} onClick={() => decide(false)}>
        {say(texts.refuse)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

/** Papers whose time is over, and what was decided about them. */
export function Disposals() {
  const say = useSay();
  const disposals = useCall('documents', operations.disposals, {});
  return (
    <>
      <section className="sheet stack" aria-labelledby="expired">
        <h2 id="expired">{say(texts.expired)}</h2>
        <Expired />
      </section>
      <section className="sheet stack" aria-labelledby="disposals">
        <h2 id="disposals">{say(texts.disposals)}</h2>
        {disposals.isError && <ProblemNote problem={disposals.error} />}
        {disposals.data?.items.length === 0 && <p className="quiet">{say(texts.noDisposals)}</p>}
        {disposals.data?.items.map((each) => (
          <div key={each.id} className="stack tight">
            <p>
              {say(texts[each.state])} · {say(texts.papers, { count: each.papers.length })} ·{' '}
              <Time at={each.proposedAt} as="date" /> · {each.reason}
            </p>
            <ul className="small">
              {each.holds.map(({ id, number, title }) => (
                <li key={id}>
                  <Link to={`/documents/papers/${id}`}>{number}</Link> {title}
                </li>
              ))}
            </ul>
            {each.proof && (
              <p className="small quiet mono">
                {say(texts.proof)} {each.proof}
              </p>
            )}
            {each.state === 'proposed' && (
              <div className="row">
                <Decide disposal={each} />
              </div>
            )}
          </div>
        ))}
      </section>
    </>
  );
}

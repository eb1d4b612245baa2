import { EmptyState, PageHead, ProblemNote, SimulatedTag, Skeleton, Tag, useAct, useCall, useSay } from '#ui';
import { operations, type MyPanel } from '../contract.ts';
import { texts } from './words.ts';

function Judge({ panel }: { readonly panel: MyPanel }) {
  const say = useSay();
  const act = useAct('assessment', operations.give, { renews: ['tasks'] });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const scores = Object.fromEntries(panel.criteria.map(({ id }) => [id, Number(form.get(id))]));
        act.mutate({ params: { id: panel.id }, body: { scores, words: String(form.get('words') ?? '') } });
      }}
    >
      <p className="hint">{say(texts.alone)}</p>
      {panel.criteria.map(({ id, title, most }) => (
        <div key={id} className="field">
          <label htmlFor={`${panel.id}-${id}`}>{say(texts.most, { title: say(title), most })}</label>
          <input
            id={`${panel.id}-${id}`}
            name={id}
            type="number"
            className="input"
            required
            min={0}
            max={most}
            step={1}
          />
        </div>
      ))}
      <div className="field">
        <label htmlFor={`${panel.id}-words`}>{say(texts.opinion)}</label>
        <textarea
          id={`${panel.id}-words`}
          name="words"
          className="input"
          rows={3}
          required
          minLength={2}
          maxLength={1000}
        />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.give)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function StepBack({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('assessment', operations.recuse, { renews: ['tasks'] });
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const words = String(new FormData(event.currentTarget).get('why') ?? '');
        act.mutate({ params: { id }, body: { words } });
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-why`}>{say(texts.why)}</label>
        <input id={`${id}-why`} name="why" className="input" required minLength={2} maxLength={1000} />
      </div>
      <button type="submit" className="button danger" disabled={act.isPending}>
        {say(texts.recuse)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Panel({ panel }: { readonly panel: MyPanel }) {
  const say = useSay();
  return (
    <section className="sheet stack" aria-labelledby={panel.id}>
      <h2 id={panel.id}>
        {say(panel.title)} <Tag>{say(texts[panel.seat])}</Tag> {panel.simulated && <SimulatedTag />}
      </h2>
      <dl className="facts">
        {panel.facts.map(({ label, value }) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {panel.seat === 'asked' && (
        <>
          <Judge panel={panel} />
          <StepBack id={panel.id} />
        </>
      )}
      {panel.words && <p>{panel.words}</p>}
    </section>
  );
}

/** What one was drawn for: to judge, or to step back from. */
export function MinePage() {
  const say = useSay();
  const mine = useCall('assessment', operations.mine, {});
  return (
    <div className="stack">
      <PageHead title={say(texts.mine)} />
      {mine.isPending && <Skeleton lines={5} />}
      {mine.isError && <ProblemNote problem={mine.error} onRetry={() => void mine.refetch()} />}
      {mine.data?.items.length === 0 && <EmptyState title={say(texts.none)} hint={say(texts.noneHint)} />}
      {mine.data?.items.map((panel) => (
        <Panel key={panel.id} panel={panel} />
      ))}
    </div>
  );
}

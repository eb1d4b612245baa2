import { useId } from 'react';
import { EmptyState, Lamp, PageHead, ProblemNote, Skeleton, Time, useAct, useCall, useSay } from '#ui';
import { operations, type Call, type Tree } from '../contract.ts';
import { PeopleChoice } from './people-choice.tsx';
import { texts } from './words.ts';

const colours = { calling: 'amber', confirmed: 'green', exhausted: 'red' } as const;
const steps = [1, 2, 3] as const;
const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

function CallLine({ made }: { readonly made: Call }) {
  const say = useSay();
  return (
    <li>
      <Lamp colour={colours[made.state]}>{say(texts[made.state])}</Lamp> {say(made.title)} · {made.words} ·{' '}
      {say(texts.step, { step: Math.max(made.step + 1, 1) })}/{made.steps} ·{' '}
      <Time at={made.begunAt} as="near" /> {made.confirmedByName}
    </li>
  );
}

function TreeCard({ tree }: { readonly tree: Tree }) {
  const say = useSay();
  const id = useId();
  const act = useAct('notifications', operations.call);
  return (
    <section className="card stack tight" aria-labelledby={id}>
      <h2 id={id}>{say(tree.title)}</h2>
      <ol>
        {tree.steps.map(({ people, minutes }) => (
          <li key={people.map((each) => each.id).join()}>
            {people.map(({ name }) => name).join('、')} · {say(texts.wait, { minutes })}
          </li>
        ))}
      </ol>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          const words = textOf(new FormData(event.currentTarget), 'words');
          act.mutate({ params: { code: tree.code }, body: { words } });
        }}
      >
        <label htmlFor={`${id}-words`}>{say(texts.why)}</label>
        <input id={`${id}-words`} className="input" name="words" required minLength={2} maxLength={300} />
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.start)}
        </button>
      </form>
      {act.isError && <ProblemNote problem={act.error} />}
    </section>
  );
}

function StepFields({ step }: { readonly step: number }) {
  const say = useSay();
  const id = useId();
  return (
    <>
      <PeopleChoice name={`people-${step}`} label={say(texts.step, { step })} />
      <div className="field">
        <label htmlFor={id}>
          {say(texts.step, { step })} · {say(texts.minutes)}
        </label>
        <input
          id={id}
          className="input"
          name={`minutes-${step}`}
          type="number"
          min={1}
          max={1440}
          defaultValue={10}
        />
      </div>
    </>
  );
}

function NewTree() {
  const say = useSay();
  const id = useId();
  const act = useAct('notifications', operations.saveTree);
  const lines = [
    ['code', texts.code],
    ['zh', texts.nameZh],
    ['en', texts.nameEn],
  ] as const;
  return (
    <details className="card">
      <summary>{say(texts.newTree)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const wanted = steps
            .map((step) => ({
              people: form.getAll(`people-${step}`).map(String),
              minutes: Number(textOf(form, `minutes-${step}`)),
            }))
            .filter(({ people }) => people.length > 0);
          const title = { zh: textOf(form, 'zh'), en: textOf(form, 'en') };
          act.mutate({ params: { code: textOf(form, 'code') }, body: { title, steps: wanted } });
        }}
      >
        {lines.map(([name, label]) => (
          <div key={name} className="field">
            <label htmlFor={`${id}-${name}`}>{say(label)}</label>
            <input id={`${id}-${name}`} className="input" name={name} required maxLength={60} />
          </div>
        ))}
        {steps.map((step) => (
          <StepFields key={step} step={step} />
        ))}
        <div className="row">
          <button type="submit" className="button primary" disabled={act.isPending}>
            {say(texts.save)}
          </button>
          <span role="status">{act.isSuccess && say(texts.saved)}</span>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </details>
  );
}

/** Who is called one after the other when something must not wait, and what became of each call. */
export function TreesPage() {
  const say = useSay();
  const found = useCall('notifications', operations.trees, {}, { everyMs: 20_000 });
  return (
    <div className="stack">
      <PageHead title={say(texts.trees)} />
      {found.isError && <ProblemNote problem={found.error} />}
      {!found.data && <Skeleton lines={4} />}
      {found.data?.trees.length === 0 && (
        <EmptyState title={say(texts.noTrees)} hint={say(texts.noTreesHint)} />
      )}
      {found.data?.trees.map((tree) => (
        <TreeCard key={tree.code} tree={tree} />
      ))}
      <NewTree />
      {found.data && found.data.calls.length > 0 && (
        <section>
          <h2>{say(texts.calls)}</h2>
          <ul>
            {found.data.calls.map((made) => (
              <CallLine key={made.id} made={made} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

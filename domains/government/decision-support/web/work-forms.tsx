import { type FormEvent, type ReactNode, useId } from 'react';
import { ActForms, type ActForm, DateInput, ProblemNote, useAct, useSay } from '#ui';
import { operations, type State, type Verdict, verdictNames, verdicts } from '../contract.ts';
import { words } from './words.ts';

interface Props {
  readonly id: string;
  readonly state: State;
}

const renews = ['tasks', 'records'];

function Acknowledge({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('decision-support', operations.acknowledge, { renews });
  return (
    <div className="stack tight">
      <p className="hint">{say(words.acknowledgeHint)}</p>
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={act.isPending}
          onClick={() => act.mutate({ params: { id } })}
        >
          {say(words.acknowledge)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </div>
  );
}

function Labelled({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** What it is, why, and when it happened where that is known. */
function Judge({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('decision-support', operations.judge, { renews });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const day = String(said.get('happenedOn') ?? '').trim();
    const verdict: Verdict = verdicts.find((each) => each === said.get('verdict')) ?? 'true';
    const body = {
      verdict,
      reason: String(said.get('reason') ?? ''),
      ...(day === '' ? {} : { happenedOn: day }),
    };
    act.mutate({ params: { id }, body });
  };
  return (
    <form className="stack tight" onSubmit={send} aria-label={say(words.judge)}>
      <p className="hint">{say(words.judgeHint)}</p>
      <fieldset className="row plain">
        <legend>{say(words.verdict)}</legend>
        {verdicts.map((verdict) => (
          <label key={verdict} className="row">
            <input type="radio" name="verdict" value={verdict} required /> {say(verdictNames[verdict])}
          </label>
        ))}
      </fieldset>
      <Labelled label={say(words.reason)}>
        {(own) => (
          <textarea
            id={own}
            name="reason"
            className="textarea"
            required
            minLength={2}
            maxLength={1000}
            rows={3}
          />
        )}
      </Labelled>
      <Labelled label={say(words.happenedOn)}>{(own) => <DateInput id={own} name="happenedOn" />}</Labelled>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.judge)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

type Handling = { readonly measures: string } | { readonly evidence: string };

const handling: readonly ActForm<Handling>[] = [
  {
    asks: [{ kind: 'words', name: 'measures', label: words.measures }],
    buttons: [{ word: words.takeMeasures, make: (said) => ({ measures: said.words('measures') }) }],
  },
  {
    asks: [{ kind: 'words', name: 'evidence', label: words.evidence }],
    buttons: [
      { word: words.close, will: words.closeWill, make: (said) => ({ evidence: said.words('evidence') }) },
    ],
  },
];

function Handle({ id }: { readonly id: string }) {
  const measure = useAct('decision-support', operations.takeMeasures, { renews });
  const close = useAct('decision-support', operations.close, { renews });
  const take = (said: Handling) =>
    'measures' in said
      ? measure.mutate({ params: { id }, body: said })
      : close.mutate({ params: { id }, body: said });
  return (
    <ActForms
      acts={handling}
      onAct={take}
      busy={measure.isPending || close.isPending}
      problem={measure.error ?? close.error}
    />
  );
}

/** What the owner of a warning can do with it now. */
export function WorkForms({ id, state }: Props) {
  if (state === 'open')
    return (
      <div className="stack">
        <Acknowledge id={id} />
        <Judge id={id} />
      </div>
    );
  if (state === 'acknowledged') return <Judge id={id} />;
  return state === 'handling' ? <Handle id={id} /> : null;
}

interface Answered {
  readonly mended: boolean;
  readonly answer: string;
}

const answers: readonly ActForm<Answered>[] = [
  {
    asks: [{ kind: 'words', name: 'answer', label: words.answer }],
    buttons: [
      { word: words.mended, make: (said) => ({ mended: true, answer: said.words('answer') }) },
      { word: words.right, make: (said) => ({ mended: false, answer: said.words('answer') }) },
    ],
  },
];

/** The owner of the data says whether they were wrong. */
export function AnswerForm({ id }: { readonly id: string }) {
  const act = useAct('decision-support', operations.answerData, { renews });
  return (
    <ActForms
      acts={answers}
      onAct={(body) => act.mutate({ params: { id }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

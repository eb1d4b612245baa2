import { useId, useRef, useState } from 'react';
import { ProblemNote, useAct, useSay, useShortcuts } from '#ui';
import { operations, type Comparison } from '../contract.ts';
import { texts } from './words.ts';

const verdicts = ['same', 'different', 'unclear'] as const;

type Verdict = (typeof verdicts)[number];

interface ChoicesProps {
  /** Nobody of the register is found: the question is whether it is somebody new. */
  readonly alone: boolean;
  readonly said: Verdict | undefined;
  readonly onChoose: (verdict: Verdict) => void;
}

function Choices({ alone, said, onChoose }: ChoicesProps) {
  const say = useSay();
  const names = alone ? { ...texts, same: texts.sameNew, different: texts.differentNew } : texts;
  return (
    <fieldset className="row plain">
      <legend>{say(texts.verdict)}</legend>
      {verdicts.map((verdict) => (
        <label key={verdict} className="row">
          <input
            type="radio"
            name="said"
            required
            checked={said === verdict}
            onChange={() => onChoose(verdict)}
          />{' '}
          {say(names[verdict])}
        </label>
      ))}
    </fieldset>
  );
}

interface DecideFormProps {
  readonly pair: Comparison;
  readonly onNext: (id: string | null) => void;
}

/** A verdict with its reason; by keyboard alone, if one likes. */
export function DecideForm({ pair, onNext }: DecideFormProps) {
  const say = useSay();
  const id = useId();
  const reason = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<Verdict>();
  const act = useAct('linkage', operations.decide, {
    renews: ['tasks', 'registers'],
    done: ({ next }) => onNext(next),
  });
  const choose = (verdict: Verdict) => {
    setSaid(verdict);
    reason.current?.focus();
  };
  useShortcuts(
    verdicts.map((verdict, at) => ({
      key: String(at + 1),
      label: texts[verdict],
      run: () => choose(verdict),
    })),
  );
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const words = String(new FormData(event.currentTarget).get('reason') ?? '');
        if (said) act.mutate({ params: { id: pair.id }, body: { said, reason: words } });
      }}
    >
      <Choices alone={pair.person === null} said={said} onChoose={choose} />
      <div className="field">
        <label htmlFor={id}>{say(texts.reason)}</label>
        <input
          ref={reason}
          id={id}
          name="reason"
          className="input"
          required
          minLength={2}
          maxLength={500}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
        />
        <span id={`${id}-hint`} className="hint">
          {say(texts.keys)}
        </span>
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.send)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

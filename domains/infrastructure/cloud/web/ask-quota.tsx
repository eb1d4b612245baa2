import { useId } from 'react';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { AmountFields, amountsOf } from './amounts.tsx';
import { words } from './estate-words.ts';

/** A department says what it needs of the cloud in all, and why. */
export function AskQuota({ onEnd }: { readonly onEnd: () => void }) {
  const say = useSay();
  const id = useId();
  const act = useAct('cloud', operations.askQuota, { renews: ['tasks'], done: onEnd });
  return (
    <form
      className="sheet stack tight"
      aria-label={say(words.ask)}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        act.mutate({ body: { ...amountsOf(form), reason: String(form.get('reason') ?? '') } });
      }}
    >
      <p className="hint">{say(words.askHint)}</p>
      <AmountFields begin={undefined} />
      <div className="field">
        <label htmlFor={id}>{say(words.reason)}</label>
        <textarea
          id={id}
          className="textarea"
          name="reason"
          required
          minLength={2}
          maxLength={1000}
          rows={3}
        />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.submit)}
        </button>
        <button type="button" className="button" onClick={onEnd}>
          {say(words.close)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

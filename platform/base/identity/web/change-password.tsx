import { useId } from 'react';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';
import { NewPassword } from './password-field.tsx';

const words = {
  change: { zh: '改密码', en: 'Change my password' },
  current: { zh: '现在的密码', en: 'Present password' },
};

/** My own password; my other sessions end with it. */
export function ChangePassword() {
  const say = useSay();
  const id = useId();
  const act = useAct('identity', operations.changePassword);
  return (
    <section className="sheet stack tight" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say(words.change)}</h2>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const given = new FormData(form);
          const body = {
            current: String(given.get('current') ?? ''),
            password: String(given.get('password') ?? ''),
          };
          act.mutate({ body }, { onSuccess: () => form.reset() });
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-current`}>{say(words.current)}</label>
          <input
            id={`${id}-current`}
            className="input"
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
        </div>
        <NewPassword problem={act.error} />
        <div className="row">
          <button type="submit" className="button primary small" disabled={act.isPending}>
            {say(words.change)}
          </button>
          {act.isSuccess && <span role="status">{say(texts.done)}</span>}
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </section>
  );
}

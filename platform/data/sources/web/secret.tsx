import { useId } from 'react';
import { Lamp, ProblemNote, useAct, useCall, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

/** The secret of a source: whether one is set, and a field for a new one. It is never shown. */
export function Secret({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const id = useId();
  const state = useCall('sources', operations.state, { params: { key: code } });
  const act = useAct('sources', operations.secret);
  if (!state.data) return null;
  const { secret, needsSecret } = state.data;
  if (!needsSecret && !secret) return <p className="quiet">{say(words.noSecret)}</p>;
  return (
    <div className="stack tight">
      <Lamp colour={secret ? 'green' : 'grey'}>{say(secret ? words.secretSet : words.secretMissing)}</Lamp>
      {may('sources:write') && (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            const form = event.currentTarget;
            const given = new FormData(form).get('secret');
            if (typeof given === 'string' && given !== '')
              act.mutate(
                { params: { key: code }, body: { secret: given } },
                { onSuccess: () => form.reset() },
              );
          }}
        >
          <div className="field">
            <label htmlFor={id}>{say(words.secret)}</label>
            <span id={`${id}-hint`} className="hint">
              {say(words.secretHint)}
            </span>
            <input
              id={id}
              name="secret"
              type="password"
              autoComplete="off"
              className="input"
              maxLength={4000}
              aria-describedby={`${id}-hint`}
            />
          </div>
          <div className="row">
            <button type="submit" className="button second" disabled={act.isPending}>
              {say(words.keep)}
            </button>
            {act.isSuccess && <span role="status">{say(words.kept)}</span>}
          </div>
          {act.isError && <ProblemNote problem={act.error} />}
        </form>
      )}
    </div>
  );
}

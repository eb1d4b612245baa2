import { useId } from 'react';
import { FormField, ProblemNote, useAct, useSay } from '#ui';
import { operations, type ClientSecret } from '../contract.ts';
import { Post } from '../records.ts';
import { texts } from './words.ts';

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

function bodyOf(form: FormData) {
  const organisation = textOf(form, 'organisation');
  const until = textOf(form, 'expiresAt');
  return {
    name: textOf(form, 'name'),
    permissions: textOf(form, 'grants').split(/\s+/).filter(Boolean),
    ...(organisation === '' ? {} : { organisation }),
    ...(until === '' ? {} : { expiresAt: `${until}T23:59:59+08:00` }),
  };
}

/** A new API client: what it is called, whose it is, what it may do, until when. */
export function ClientForm({ onMade }: { readonly onMade: (made: ClientSecret) => void }) {
  const say = useSay();
  const id = useId();
  const act = useAct('identity', operations.createClient, { done: onMade });
  return (
    <details>
      <summary>{say(texts.newClient)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ body: bodyOf(new FormData(event.currentTarget)) });
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-name`}>{say(texts.name)}</label>
          <input id={`${id}-name`} className="input" name="name" required maxLength={64} />
        </div>
        <FormField name="organisation" field={Post.fields.organisation} value="" />
        <div className="field">
          <label htmlFor={`${id}-grants`}>{say(texts.grants)}</label>
          <span id={`${id}-hint`} className="hint">
            {say(texts.grantsHint)}
          </span>
          <textarea
            id={`${id}-grants`}
            aria-describedby={`${id}-hint`}
            className="input mono"
            name="grants"
            rows={4}
            required
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-until`}>{say(texts.expiresAt)}</label>
          <input id={`${id}-until`} className="input" name="expiresAt" type="date" />
        </div>
        <div className="row">
          <button type="submit" className="button primary small" disabled={act.isPending}>
            {say(texts.newClient)}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </details>
  );
}

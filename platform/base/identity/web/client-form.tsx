import { useId, useState } from 'react';
import { DateInput, FormField, ProblemNote, useAct, useSay, words } from '#ui';
import { operations, type ClientSecret } from '../contract.ts';
import { Post } from '../records.ts';
import { GrantChoice } from './grant-choice.tsx';
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
  const [made, setMade] = useState(0);
  const [lacking, setLacking] = useState(false);
  const act = useAct('identity', operations.createClient, {
    done: (result) => {
      setMade(made + 1);
      onMade(result);
    },
  });
  return (
    <details>
      <summary>{say(texts.newClient)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const body = bodyOf(new FormData(event.currentTarget));
          setLacking(body.permissions.length === 0);
          if (body.permissions.length > 0) act.mutate({ body });
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-name`}>{say(texts.name)}</label>
          <input id={`${id}-name`} className="input" name="name" required maxLength={64} />
        </div>
        <FormField name="organisation" field={Post.fields.organisation} value="" />
        <GrantChoice key={made} name="grants" />
        {lacking && (
          <p className="wrong" role="alert">
            {say(texts.grantsNeeded)}
          </p>
        )}
        <div className="field">
          <label htmlFor={`${id}-until`}>{say(texts.expiresAt)}</label>
          <span id={`${id}-until-hint`} className="hint">
            {say(words.dayForm)}
          </span>
          <DateInput id={`${id}-until`} name="expiresAt" aria-describedby={`${id}-until-hint`} />
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

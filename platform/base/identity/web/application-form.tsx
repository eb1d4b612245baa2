import { useId } from 'react';
import { FormField, ProblemNote, useAct, useSay } from '#ui';
import { operations, type ClientSecret } from '../contract.ts';
import { Post } from '../records.ts';
import { applicationWords as words } from './application-words.ts';
import { GrantChoice } from './grant-choice.tsx';

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

const lines = (form: FormData, name: string): string[] => textOf(form, name).split(/\s+/).filter(Boolean);

function bodyOf(form: FormData) {
  const organisation = textOf(form, 'organisation');
  const back = textOf(form, 'backchannelUri');
  return {
    name: { zh: textOf(form, 'zh'), en: textOf(form, 'en') },
    kind: textOf(form, 'kind') as 'web' | 'native' | 'service',
    audience: textOf(form, 'audience') as 'official' | 'citizen' | 'everyone',
    redirectUris: lines(form, 'redirectUris'),
    logoutUris: lines(form, 'logoutUris'),
    grants: lines(form, 'grants'),
    trusted: form.get('trusted') === 'on',
    inside: form.get('inside') === 'on',
    ...(organisation === '' ? {} : { organisation }),
    ...(back === '' ? {} : { backchannelUri: back }),
  };
}

interface LineProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly many?: boolean;
  readonly required?: boolean;
}

function Line({ id, name, label, hint, many = false, required = false }: LineProps) {
  const at = `${id}-${name}`;
  const common = { id: at, name, required, ...(hint ? { 'aria-describedby': `${at}-hint` } : {}) };
  return (
    <div className="field">
      <label htmlFor={at}>{label}</label>
      {hint && (
        <span id={`${at}-hint`} className="hint">
          {hint}
        </span>
      )}
      {many ? (
        <textarea {...common} className="input mono" rows={3} />
      ) : (
        <input {...common} className="input" maxLength={500} />
      )}
    </div>
  );
}

function Choice({
  id,
  name,
  label,
  of,
}: {
  id: string;
  name: string;
  label: string;
  of: typeof words.kinds;
}) {
  const say = useSay();
  return (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <select id={`${id}-${name}`} className="input" name={name}>
        {Object.entries(of).map(([value, title]) => (
          <option key={value} value={value}>
            {say(title)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A new application: what it is, where people come back to, the most that it may do. */
export function ApplicationForm({ onMade }: { readonly onMade: (made: ClientSecret) => void }) {
  const say = useSay();
  const id = useId();
  const act = useAct('identity', operations.createApplication, { done: onMade });
  return (
    <details>
      <summary>{say(words.create)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ body: bodyOf(new FormData(event.currentTarget)) });
        }}
      >
        <Line id={id} name="zh" label={say(words.nameZh)} required />
        <Line id={id} name="en" label={say(words.nameEn)} required />
        <Choice id={id} name="kind" label={say(words.kind)} of={words.kinds} />
        <Choice id={id} name="audience" label={say(words.audience)} of={words.audiences} />
        <FormField name="organisation" field={Post.fields.organisation} value="" />
        <Line
          id={id}
          name="redirectUris"
          label={say(words.redirectUris)}
          hint={say(words.redirectHint)}
          many
        />
        <Line id={id} name="logoutUris" label={say(words.logoutUris)} many />
        <Line id={id} name="backchannelUri" label={say(words.backchannelUri)} />
        <GrantChoice name="grants" />
        <label className="check">
          <input type="checkbox" name="trusted" />
          <span>{say(words.trusted)}</span>
        </label>
        <label className="check">
          <input type="checkbox" name="inside" />
          <span>{say(words.inside)}</span>
        </label>
        <div className="row">
          <button type="submit" className="button primary small" disabled={act.isPending}>
            {say(words.create)}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </details>
  );
}

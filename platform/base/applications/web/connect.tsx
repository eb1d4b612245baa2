import { useId } from 'react';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

/** Whether it stands in the city's network: said by the security administrator, for then it may be asked there. */
export function Inside({ code, inside }: { readonly code: string; readonly inside: boolean }) {
  const say = useSay();
  const act = useAct('applications', operations.inside);
  return (
    <div className="row">
      <button
        type="button"
        className="button second"
        disabled={act.isPending}
        onClick={() => act.mutate({ params: { key: code }, body: { inside: !inside } })}
      >
        {say(inside ? words.setOutside : words.setInside)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </div>
  );
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

function Line({
  name,
  label,
  required = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} className="input mono" maxLength={500} required={required} />
    </div>
  );
}

/** Makes a system an application of our provider; its secret is shown once. */
export function Connect({ code }: { readonly code: string }) {
  const say = useSay();
  const act = useAct('applications', operations.connect);
  return (
    <details>
      <summary>{say(words.connect)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const back = textOf(form, 'backchannelUri');
          const body = {
            redirectUris: [textOf(form, 'redirectUri')],
            logoutUris: [],
            ...(back === '' ? {} : { backchannelUri: back }),
          };
          act.mutate({ params: { key: code }, body });
        }}
      >
        <p className="quiet">{say(words.connectHint)}</p>
        <Line name="redirectUri" label={say(words.redirectUri)} required />
        <Line name="backchannelUri" label={say(words.backchannelUri)} />
        <div className="row">
          <button type="submit" className="button primary small" disabled={act.isPending}>
            {say(words.connect)}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
        {act.data && (
          <p role="status">
            {say(words.applicationId)} <code>{act.data.id}</code> {say(words.secret)}{' '}
            <code>{act.data.secret}</code>
          </p>
        )}
      </form>
    </details>
  );
}

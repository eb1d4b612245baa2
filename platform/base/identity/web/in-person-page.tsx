import { useId } from 'react';
import { PageHead, ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { formText, realNameWords as words } from './real-name-words.ts';

function Field({ name, label }: { readonly name: string; readonly label: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" name={name} required maxLength={64} autoComplete="off" />
    </div>
  );
}

/** At a counter: the card has been seen and is this person's; the account rises to level 3. */
export function InPersonPage() {
  const say = useSay();
  const act = useAct('identity', operations.verifyInPerson);
  return (
    <div className="stack">
      <PageHead title={say(words.inPerson)} lead={say(words.inPersonLead)} />
      <form
        className="stack tight sheet"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const [account, idNumber, name] = ['account', 'idNumber', 'name'].map((each) =>
            formText(form, each),
          );
          act.mutate({ body: { account: account ?? '', idNumber: idNumber ?? '', name: name ?? '' } });
        }}
      >
        <Field name="account" label={say(words.account)} />
        <Field name="name" label={say(words.name)} />
        <Field name="idNumber" label={say(words.idNumber)} />
        <div className="row">
          <button type="submit" className="button primary" disabled={act.isPending}>
            {say(words.seen)}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
        {act.isSuccess && <p role="status">{say(words.raised)}</p>}
      </form>
    </div>
  );
}

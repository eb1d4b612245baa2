import { useId } from 'react';
import { type AnyRow, type DetailSection, ProblemNote, type Say, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { formText, realNameWords as words } from './real-name-words.ts';

function Decide({ id, accounts }: { readonly id: string; readonly accounts: readonly string[] }) {
  const say = useSay();
  const reason = useId();
  const act = useAct('identity', operations.decideConflict, { done: () => location.reload() });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const account = formText(form, 'account');
        const body = { account: account === '' ? null : account, reason: formText(form, 'reason') };
        act.mutate({ params: { id }, body });
      }}
    >
      <p className="quiet">{say(words.decideLead)}</p>
      <fieldset>
        <legend>{say(words.whose)}</legend>
        {accounts.map((account) => (
          <label key={account} className="check">
            <input type="radio" name="account" value={account} required />
            <span>{say(words.holder, { account })}</span>
          </label>
        ))}
        <label className="check">
          <input type="radio" name="account" value="" required />
          <span>{say(words.none)}</span>
        </label>
      </fieldset>
      <div className="field">
        <label htmlFor={reason}>{say(words.reason)}</label>
        <input id={reason} className="input" name="reason" required minLength={5} maxLength={500} />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.decide)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

/** What an official does about two accounts that claim one person. */
export const conflictDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] =>
    row['state'] === 'open'
      ? [
          {
            title: say(words.decide),
            content: <Decide id={String(row['id'])} accounts={(row['accounts'] ?? []) as string[]} />,
          },
        ]
      : [],
};

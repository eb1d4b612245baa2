import { useId } from 'react';
import { type AnyRow, type DetailSection, ProblemNote, type Say, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { formText } from './real-name-words.ts';

const words = {
  close: { zh: '写下结论', en: 'Say what came of it' },
  finding: { zh: '查明了什么，做了什么', en: 'What was found, and done' },
};

function Close({ id }: { readonly id: string }) {
  const say = useSay();
  const input = useId();
  const act = useAct('identity', operations.closeRisk, { done: () => location.reload() });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({
          params: { id },
          body: { finding: formText(new FormData(event.currentTarget), 'finding') },
        });
      }}
    >
      <div className="field">
        <label htmlFor={input}>{say(words.finding)}</label>
        <input id={input} className="input" name="finding" required minLength={2} maxLength={500} />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.close)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

/** What whoever watches over the platform does about a risk. */
export const riskDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] =>
    row['seenAt'] ? [] : [{ title: say(words.close), content: <Close id={String(row['id'])} /> }],
};

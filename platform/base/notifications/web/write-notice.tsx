import { useId, useState } from 'react';
import { ProblemNote, randomId, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { urgencies, type Urgency } from '../rules.ts';
import { PeopleChoice } from './people-choice.tsx';
import { texts } from './words.ts';

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

/** A notice to colleagues. Its key is made once, so that a second press sends nothing twice. */
export function WriteNotice() {
  const say = useSay();
  const id = useId();
  const [key, setKey] = useState(randomId);
  const act = useAct('notifications', operations.send, { done: () => setKey(randomId()) });
  return (
    <details className="card">
      <summary>{say(texts.write)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          act.mutate({
            body: {
              key,
              people: form.getAll('people').map(String),
              title: textOf(form, 'title'),
              words: textOf(form, 'words'),
              urgency: textOf(form, 'urgency') as Urgency,
            },
          });
        }}
      >
        <PeopleChoice name="people" label={say(texts.toWhom)} />
        <div className="field">
          <label htmlFor={`${id}-title`}>{say(texts.title)}</label>
          <input id={`${id}-title`} className="input" name="title" required maxLength={60} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-words`}>{say(texts.words)}</label>
          <textarea id={`${id}-words`} className="textarea" name="words" required maxLength={1000} rows={3} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-urgency`}>{say(texts.urgency)}</label>
          <select id={`${id}-urgency`} className="select" name="urgency" defaultValue="normal">
            {urgencies.map((value) => (
              <option key={value} value={value}>
                {say(texts[value])}
              </option>
            ))}
          </select>
        </div>
        <div className="row">
          <button type="submit" className="button primary" disabled={act.isPending}>
            {say(texts.send)}
          </button>
          <span role="status">{act.isSuccess && say(texts.sentNow)}</span>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </details>
  );
}

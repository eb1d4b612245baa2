import { useId, type ReactNode } from 'react';
import { ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

const named = ['record', 'key', 'reason', 'informed'] as const;

function readForm(form: HTMLFormElement) {
  const data = new FormData(form);
  const [record = '', key = '', reason = '', informed = ''] = named.map((name) =>
    String(data.get(name) ?? ''),
  );
  return { record, key, reason, informed };
}

interface LabelledProps {
  readonly label: Text;
  readonly children: (id: string) => ReactNode;
}

function Labelled({ label, children }: LabelledProps) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      {children(id)}
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: Text;
  readonly choices: readonly { readonly id: string; readonly words: string }[];
}

function Choice({ name, label, choices }: ChoiceProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} className="select" name={name} required>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.words}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Reason() {
  const say = useSay();
  return (
    <Labelled label={texts.reason}>
      {(id) => (
        <>
          <span id={`${id}-hint`} className="hint">
            {say(texts.reasonHint)}
          </span>
          <textarea
            id={id}
            className="textarea"
            name="reason"
            required
            minLength={10}
            maxLength={1000}
            rows={3}
            aria-describedby={`${id}-hint`}
          />
        </>
      )}
    </Labelled>
  );
}

/** States the emergency and opens one row. */
export function BreakForm({ onBroken }: { readonly onBroken: (id: string) => void }) {
  const say = useSay();
  const found = useCall('emergency', operations.colleagues, {});
  const act = useAct('emergency', operations.break, { done: ({ id }) => onBroken(id) });
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton lines={5} />;
  const { items, records, minutes } = found.data;
  const registers = records.map(({ id, title }) => ({ id, words: say(title) }));
  const colleagues = items.map(({ id, name }) => ({ id, words: name }));
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ body: readForm(event.currentTarget) });
      }}
    >
      <p>{say(texts.lead, { minutes })}</p>
      <Choice name="record" label={texts.record} choices={registers} />
      <Labelled label={texts.key}>
        {(id) => <input id={id} className="input" name="key" required maxLength={200} />}
      </Labelled>
      <Reason />
      <Choice name="informed" label={texts.informed} choices={colleagues} />
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.open)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

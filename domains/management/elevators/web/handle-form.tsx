import { type FormEvent, useId, useState } from 'react';
import { ProblemNote, useAct, useMay, useSay } from '#ui';
import { handledAs, operations, resultNames } from '../contract.ts';

const texts = {
  handle: { zh: '登记处置结果', en: 'Say what was done' },
  result: { zh: '结果', en: 'Result' },
  done: { zh: '处置情况', en: 'What was done' },
  send: { zh: '提交', en: 'Send' },
  cancel: { zh: '取消', en: 'Cancel' },
};

interface Props {
  readonly id: string;
  readonly trapped: boolean;
}

/** Opens in its place, so that what was done is said beside what happened. */
export function HandleForm({ id, trapped }: Props) {
  const say = useSay();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('elevators:handle')) return null;
  if (open) return <Fields id={id} trapped={trapped} close={() => setOpen(false)} />;
  return (
    <button type="button" className="button primary" onClick={() => setOpen(true)}>
      {say(texts.handle)}
    </button>
  );
}

function Fields({ id, trapped, close }: Props & { readonly close: () => void }) {
  const say = useSay();
  const [result, done] = [useId(), useId()];
  const act = useAct('elevators', operations.handle, { renews: ['tasks'], done: close });
  const choices = handledAs.filter((each) => trapped || each !== 'released');
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const chosen = choices.find((each) => each === given.get('result')) ?? 'mended';
    act.mutate({ params: { id }, body: { result: chosen, done: String(given.get('done') ?? '') } });
  };
  return (
    <form className="notice stack tight" onSubmit={send}>
      <div className="field">
        <label htmlFor={result}>{say(texts.result)}</label>
        <select id={result} className="input" name="result" required>
          {choices.map((each) => (
            <option key={each} value={each}>
              {say(resultNames[each])}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={done}>{say(texts.done)}</label>
        <textarea id={done} className="input" name="done" required minLength={2} maxLength={500} rows={3} />
      </div>
      <div className="row">
        <button type="submit" className="button primary small" disabled={act.isPending}>
          {say(texts.send)}
        </button>
        <button type="button" className="button small" onClick={close}>
          {say(texts.cancel)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

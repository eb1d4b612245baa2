import { useId, useState } from 'react';
import { recordOperations, type RecordOf } from '#kernel/record';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';
import { useAct } from '../lib/use-call.ts';
import { words } from '../words.ts';

interface WithdrawProps {
  readonly record: RecordOf;
  readonly rowKey: string;
  readonly revision: number;
}

const texts = {
  withdraw: { zh: '撤销', en: 'Withdraw' },
  hint: { zh: '撤销后不再出现在列表里，历史仍可查看。', en: 'It leaves the lists; its history stays.' },
};

/** Takes a row out of use, with the reason, in its place on the page. */
export function WithdrawRow({ record, rowKey, revision }: WithdrawProps) {
  const say = useSay();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const act = useAct(record.module, recordOperations(record).withdraw, { done: () => setAsking(false) });
  if (!asking)
    return (
      <button type="button" className="button danger" onClick={() => setAsking(true)}>
        {say(texts.withdraw)}
      </button>
    );
  return (
    <form
      className="notice wrong stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
        if (reason) act.mutate({ params: { key: rowKey }, body: { revision, reason } });
      }}
    >
      <div className="field">
        <label htmlFor={id}>{say(words.reason)}</label>
        <span id={`${id}-hint`} className="hint">
          {say(texts.hint)}
        </span>
        <textarea
          id={id}
          className="textarea"
          name="reason"
          required
          maxLength={500}
          aria-describedby={`${id}-hint`}
        />
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
      <div className="row">
        <button type="submit" className="button danger" disabled={act.isPending}>
          {say(texts.withdraw)}
        </button>
        <button type="button" className="button" onClick={() => setAsking(false)}>
          {say(words.cancel)}
        </button>
      </div>
    </form>
  );
}

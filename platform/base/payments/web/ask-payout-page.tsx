import { useState } from 'react';
import { fenOf } from '#kernel/money';
import { PageHead, ProblemNote, randomId, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** A grant or subsidy is asked for; another person approves it. */
export function AskPayOutPage() {
  const say = useSay();
  const [request, setRequest] = useState(randomId);
  const [wrong, setWrong] = useState(false);
  const act = useAct('payments', operations.askPayOut, {
    renews: ['tasks'],
    done: () => setRequest(randomId()),
  });
  const fields = [
    { name: 'purpose', label: texts.purpose, more: { maxLength: 500 } },
    { name: 'payeeName', label: texts.payee, more: { maxLength: 100 } },
    { name: 'payeeAccount', label: texts.account, more: { inputMode: 'numeric', pattern: '[0-9]{8,30}' } },
    { name: 'amount', label: texts.amount, more: { inputMode: 'decimal', 'aria-invalid': wrong } },
  ] as const;
  return (
    <div className="stack">
      <PageHead title={say(texts.askPayOut)} />
      <form
        className="stack tight sheet"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const text = (name: string) => String(form.get(name) ?? '').trim();
          const amountFen = fenOf(text('amount'));
          setWrong(!amountFen);
          if (!amountFen) return;
          const [purpose, payeeName, payeeAccount] = ['purpose', 'payeeName', 'payeeAccount'].map(text);
          act.mutate({
            body: {
              purpose: purpose ?? '',
              payeeName: payeeName ?? '',
              payeeAccount: payeeAccount ?? '',
              amountFen,
              request,
            },
          });
        }}
      >
        {fields.map(({ name, label, more }) => (
          <div key={name} className="field">
            <label htmlFor={name}>{say(label)}</label>
            <input id={name} name={name} className="input" required {...more} />
          </div>
        ))}
        {wrong && <p className="wrong">{say(texts.amountWrong)}</p>}
        <div className="row">
          <button type="submit" className="button primary" disabled={act.isPending}>
            {say(texts.askPayOut)}
          </button>
        </div>
        {act.data && (
          <p role="status" className="notice good">
            {say(texts.asked, { id: act.data.id })}
          </p>
        )}
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </div>
  );
}

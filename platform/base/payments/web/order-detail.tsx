import { useId, useState } from 'react';
import { fenOf } from '#kernel/money';
import { ProblemNote, randomId, useAct, useMay, useSay, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { WhyForm } from './why-form.tsx';
import { texts } from './words.ts';

/** Each opened form is one request: pressed twice, refunded once. */
function RefundForm({ id }: { readonly id: string }) {
  const say = useSay();
  const field = useId();
  const [request, setRequest] = useState(randomId);
  const [wrong, setWrong] = useState(false);
  const act = useAct('payments', operations.refund, { done: () => setRequest(randomId()) });
  return (
    <>
      <WhyForm
        act={say(texts.refund)}
        danger
        busy={act.isPending}
        onAct={(why, form) => {
          const amountFen = fenOf(String(form.get('amount') ?? ''));
          setWrong(!amountFen);
          if (amountFen) act.mutate({ params: { id }, body: { amountFen, why, request } });
        }}
      >
        <div className="field">
          <label htmlFor={field}>{say(texts.amount)}</label>
          <input
            id={field}
            className="input"
            name="amount"
            inputMode="decimal"
            required
            aria-invalid={wrong}
          />
          {wrong && <span className="wrong">{say(texts.amountWrong)}</span>}
        </div>
      </WhyForm>
      {act.isSuccess && <p role="status">{say(texts.refunded)}</p>}
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

function WrongForm({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('payments', operations.giveBackWrong);
  return (
    <>
      <WhyForm
        act={say(texts.giveBackWrong)}
        danger
        busy={act.isPending}
        onAct={(why) => act.mutate({ params: { id }, body: { why } })}
      />
      {act.isSuccess && <p role="status">{say(texts.refunded)}</p>}
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const id = String(row['id']);
  const ask = useAct('payments', operations.ask);
  if (!may('payments:refund')) return null;
  return (
    <>
      {row['status'] === 'open' && (
        <button type="button" className="button" onClick={() => ask.mutate({ params: { id } })}>
          {say(texts.ask)}
        </button>
      )}
      {ask.data && <p role="status">{say(ask.data.paid ? texts.isPaid : texts.isUnpaid)}</p>}
      {ask.isError && <ProblemNote problem={ask.error} />}
      {row['status'] === 'paid' && <RefundForm id={id} />}
      {row['wrongFen'] !== null && row['wrongFen'] !== undefined && <WrongForm id={id} />}
    </>
  );
}

/** What the cashier does with an order. */
export const orderDetail = { actions: (row: AnyRow) => <Actions row={row} /> };

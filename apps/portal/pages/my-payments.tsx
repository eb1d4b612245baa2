import { SimulatedTag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { yuanOf } from '#kernel/money';
import { operations, type MyOrder } from '#platform/base/payments/contract';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { StepButton } from '../pieces/step-button.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '我的缴费', en: 'My payments' },
  lead: { zh: '要缴的、缴过的、退回的，都在这里。', en: 'What is to be paid, was paid, and came back.' },
  none: { zh: '没有要缴的费用。', en: 'There is nothing to pay.' },
  noneHint: {
    zh: '办事产生费用时，订单会出现在这里。',
    en: 'When a matter costs something, its order stands here.',
  },
  pay: { zh: '支付（模拟，不动真钱）', en: 'Pay (simulated, no real money)' },
  until: { zh: '请在此前支付：', en: 'Pay before ' },
  receipt: { zh: '收据号 {receipt}', en: 'Receipt {receipt}' },
  refunded: { zh: '已退 {amount} 元', en: '{amount} yuan came back' },
  yuan: { zh: '{amount} 元', en: '{amount} yuan' },
  open: { zh: '待支付', en: 'to be paid' },
  paid: { zh: '已支付', en: 'paid' },
  closed: { zh: '已关闭', en: 'closed' },
  'refunded-all': { zh: '已全部退回', en: 'all came back' },
};

function Line({
  order,
  simulated,
  again,
}: {
  readonly order: MyOrder;
  readonly simulated: boolean;
  readonly again: () => void;
}) {
  const say = useSay();
  const { id, status, receipt } = order;
  return (
    <li>
      <p className="line-title">
        {say(order.title)} · {say(texts.yuan, { amount: yuanOf(order.amountFen) })}{' '}
        {order.simulated && <SimulatedTag />}
      </p>
      <p>
        {say(status === 'refunded' ? texts['refunded-all'] : texts[status])}
        {order.organisationName && ` · ${say(order.organisationName)}`}
        {receipt && ` · ${say(texts.receipt, { receipt })}`}
        {order.refundedFen > 0 && ` · ${say(texts.refunded, { amount: yuanOf(order.refundedFen) })}`}
      </p>
      {status === 'open' && (
        <>
          <p>
            {say(texts.until)}
            <Time at={order.expiresAt} />
          </p>
          {simulated && (
            <StepButton
              primary
              act={() => call('payments', operations.paySimulated, { params: { id } })}
              done={again}
            >
              {say(texts.pay)}
            </StepButton>
          )}
        </>
      )}
    </li>
  );
}

function Mine() {
  const say = useSay();
  const { asked, again } = useFresh('payments', operations.mine, {});
  return (
    <Answer of={asked}>
      {({ items, simulated }) =>
        items.length === 0 ? (
          <div className="invitation">
            <h2>{say(texts.none)}</h2>
            <p>{say(texts.noneHint)}</p>
          </div>
        ) : (
          <ul className="lines">
            {items.map((order) => (
              <Line key={order.id} order={order} simulated={simulated} again={again} />
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

export function MyPaymentsPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}

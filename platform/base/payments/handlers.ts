import { may, scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { partiesOf } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import type { MyOrder, operations } from './contract.ts';
import { askProvider, getOrder, giveBackWrong, receiveNotice, subjectOf } from './orders.ts';
import { correctPayOut, takeReturn } from './payout-returns.ts';
import { askPayOut, decide, getPayOut, pay, payOutNumber } from './payouts.ts';
import { getProvider, providersOf } from './providers.ts';
import { reconcileDay, settle } from './reconciliation.ts';
import { refundOrder } from './refunds.ts';
import { payAtSimulator, signNotice, simulatorCode } from './simulator.ts';
import { listDays, ordersOf, type OrderRow } from './store.ts';
import { texts } from './texts.ts';

/** What is another institution's is not for an official of one. */
function requireOwn<T extends { readonly organisation: string }>(
  context: Context,
  permission: string,
  found: T,
): T {
  const scope = scopeOf(context.actor, permission);
  if (scope === 'city' || found.organisation === context.actor.organisation) return found;
  throw new Problem(403, 'payments.other-organisation', {
    zh: '这属于另一个单位，您无权办理。',
    en: 'This belongs to another institution; you may not act on it.',
  });
}

/** Those approve, and pay, in whose office it waits for approval. */
async function requireApprover(context: Context, id: string): Promise<void> {
  const payout = await getPayOut(context, id);
  requireOwn(context, 'payments:payout-approve', { organisation: payout.approver ?? payout.organisation });
}

async function getMine(context: Context, id: string): Promise<OrderRow> {
  const parties = await partiesOf(context, 'payments:pay');
  const [order] = await ordersOf(context.db, parties, id);
  if (!order) throw notFound(texts.order, id);
  if (order.onBehalfOf !== null && !parties.keys.includes(order.onBehalfOf))
    throw new Problem(409, 'payments.for-another', texts.forAnother);
  return order;
}

async function showMine(context: Context, rows: readonly OrderRow[]): Promise<MyOrder[]> {
  const names = await organisationNames(
    context.db,
    rows.map(({ organisation }) => organisation),
  );
  return rows.map((order) => ({
    ...order,
    title: { zh: order.titleZh, en: order.titleEn },
    organisationName: names.get(order.organisation) ?? null,
  }));
}

export const handlers: Handlers<typeof operations> = {
  mine: async (_input, context) => {
    const rows = await ordersOf(context.db, await partiesOf(context, 'payments:pay'));
    await context.ledger(context.db, {
      action: 'read',
      resource: 'payments.order',
      basis: 'payments:pay',
      subjects: rows.length > 0 ? [...new Set(rows.map(subjectOf))] : [context.actor.id],
    });
    return {
      items: await showMine(context, rows),
      simulated: providersOf(context).some(({ code }) => code === simulatorCode),
    };
  },
  prepay: async ({ params }, context) => {
    const order = await getMine(context, params.id);
    if (order.status !== 'open') throw new Problem(409, 'payments.closed', texts.closed);
    return getProvider(context, order.provider).prepay(context, {
      ours: order.id,
      amountFen: order.amountFen,
    });
  },
  paySimulated: async ({ params }, context) => {
    const order = await getMine(context, params.id);
    getProvider(context, simulatorCode);
    if (order.provider !== simulatorCode || order.status !== 'open')
      throw new Problem(409, 'payments.closed', texts.closed);
    const notice = await signNotice(context, await payAtSimulator(context, order));
    return { outcome: await receiveNotice(context, simulatorCode, notice) };
  },
  notice: async ({ params, body }, context) => ({
    outcome: await receiveNotice(context, params.provider, body),
  }),
  returned: async ({ params, body }, context) => ({
    outcome: await takeReturn(context, params.provider, body),
  }),
  refund: async ({ params, body }, context) => {
    requireOwn(context, 'payments:refund', await getOrder(context, params.id));
    const { id, status } = await refundOrder(context, params.id, body);
    return { refund: id, status };
  },
  giveBackWrong: async ({ params, body }, context) => {
    requireOwn(context, 'payments:refund', await getOrder(context, params.id));
    await giveBackWrong(context, params.id, body.why);
    return { done: true };
  },
  ask: async ({ params }, context) => {
    const order = requireOwn(context, 'payments:refund', await getOrder(context, params.id));
    return { paid: order.status === 'open' ? await askProvider(context, order) : order.status !== 'closed' };
  },
  days: async (_input, context) => {
    const seen = may(context.actor, 'payments:reveal');
    const rows = await listDays(context.db);
    return {
      items: rows.map((day) => (seen ? day : { ...day, oursFen: null, theirsFen: null })),
      providers: providersOf(context).map(({ code, title }) => ({ code, title })),
    };
  },
  reconcile: async ({ body }, context) => reconcileDay(context, body.provider, body.day),
  settle: async ({ params, body }, context) => {
    await settle(context, params.id, body.why);
    return { done: true };
  },
  askPayOut: async ({ body }, context) => {
    const { organisation } = context.actor;
    if (organisation === undefined)
      throw new Problem(403, 'payments.no-organisation', {
        zh: '您没有所属单位，不能申请拨付。',
        en: 'You act for no institution and cannot ask for a pay-out.',
      });
    const id = await context.transaction((tx) =>
      askPayOut(context, tx, {
        ...body,
        request: payOutNumber(organisation, body.request),
        organisation,
        matter: 'payments.payout',
      }),
    );
    return { id };
  },
  decidePayOut: async ({ params, body }, context) => {
    await requireApprover(context, params.id);
    await decide(context, params.id, body);
    if (body.approve) await pay(context, params.id);
    return { status: (await getPayOut(context, params.id)).status };
  },
  correctPayOut: async ({ params, body }, context) => {
    requireOwn(context, 'payments:payout-ask', await getPayOut(context, params.id));
    await correctPayOut(context, params.id, body.payeeAccount);
    return { status: (await getPayOut(context, params.id)).status };
  },
  retryPayOut: async ({ params }, context) => {
    await requireApprover(context, params.id);
    await pay(context, params.id);
    return { status: (await getPayOut(context, params.id)).status };
  },
};

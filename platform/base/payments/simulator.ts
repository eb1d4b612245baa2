import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { newSigningKey, signer, type Signer, type Suite } from '#engines/crypto-suite';
import type { Context, Services } from '#kernel/context';
import { secretFile } from '#platform/base/identity';
import type { PaidNotice, PaymentProvider, ReturnedNotice, SignedNotice } from './provider.ts';
import { findMovement, move, movementsOn } from './simulator-store.ts';

export const simulatorCode = 'simulator';

const Body = z.object({
  notice: z.string().max(64),
  order: z.string().max(64),
  reference: z.string().max(64),
  amountFen: z.number().int().positive(),
  paidAt: z.iso.datetime(),
});

const ReturnBody = z.object({
  payout: z.string().max(80),
  reference: z.string().max(64),
  amountFen: z.number().int().positive(),
  returnedAt: z.iso.datetime(),
  why: z.string().max(200),
});

const signed = ({ timestamp, nonce, body }: Omit<SignedNotice, 'signature'>): Buffer =>
  Buffer.from(`${timestamp}\n${nonce}\n${body}\n`);

/** The stand-in's own key, of either suite: international, or SM2 with SM3 as the national rules ask. */
export async function simulatorSigner(
  services: Pick<Services, 'config'>,
  suite: Suite = 'international',
): Promise<Signer> {
  return signer(
    suite,
    await secretFile(services.config, `payments-simulator-${suite}.key`, () => newSigningKey(suite)),
  );
}

/** A notice as the stand-in signs it: over time, nonce and the very bytes of the body. */
export async function signNotice(
  context: Context,
  paid: PaidNotice | ReturnedNotice,
  suite: Suite = 'international',
): Promise<SignedNotice> {
  const notice = {
    timestamp: String(Math.floor(context.clock.now().getTime() / 1000)),
    nonce: randomUUID(),
    body: JSON.stringify(paid),
  };
  const signature = (await simulatorSigner(context, suite)).sign(signed(notice)).toString('base64');
  return { ...notice, signature: `${suite}:${signature}` };
}

/** The payer pays at the stand-in; what it would tell of it, not yet sent. */
export async function payAtSimulator(
  context: Context,
  order: { readonly id: string; readonly amountFen: number },
): Promise<PaidNotice> {
  const paid = await move(context.db, {
    reference: `sim-${randomUUID()}`,
    kind: 'payment',
    ours: order.id,
    amountFen: order.amountFen,
    at: context.clock.now().toISOString(),
  });
  return {
    notice: `notice-${paid.reference}`,
    order: order.id,
    reference: paid.reference,
    amountFen: paid.amountFen,
    paidAt: paid.at,
  };
}

/** The payee's bank sends a pay-out back to the stand-in; what it would tell of it, not yet sent. */
export async function returnAtSimulator(
  context: Context,
  payout: { readonly ours: string; readonly amountFen: number },
  why: string,
): Promise<ReturnedNotice> {
  const back = await move(context.db, {
    reference: `sim-${randomUUID()}`,
    kind: 'return',
    ours: payout.ours,
    amountFen: payout.amountFen,
    at: context.clock.now().toISOString(),
  });
  return {
    payout: payout.ours,
    reference: back.reference,
    amountFen: back.amountFen,
    returnedAt: new Date(back.at).toISOString(),
    why,
  };
}

const moved = async (
  context: Context,
  kind: 'refund' | 'payout',
  ours: string,
  amountFen: number,
): Promise<string> => {
  const at = context.clock.now().toISOString();
  return (await move(context.db, { reference: `sim-${randomUUID()}`, kind, ours, amountFen, at })).reference;
};

function read<T>(shape: z.ZodType<T>, body: string): T | undefined {
  try {
    return shape.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** What a notice says, when the stand-in signed it. */
async function verified<T>(
  context: Context,
  shape: z.ZodType<T>,
  { signature, ...notice }: SignedNotice,
): Promise<T | undefined> {
  const [suite, text = ''] = signature.split(':');
  if (suite !== 'international' && suite !== 'national') return undefined;
  const key = await simulatorSigner(context, suite);
  return key.verify(signed(notice), Buffer.from(text, 'base64')) ? read(shape, notice.body) : undefined;
}

/** Stands in for a provider where nothing real is configured: signs what it says, keeps books, moves no money. */
export const simulator: PaymentProvider = {
  code: simulatorCode,
  title: { zh: '模拟支付', en: 'Simulated payment' },
  prepay: async (_context, { ours }) => ({ address: `/my/payments?pay=${encodeURIComponent(ours)}` }),
  query: async (context, order) => {
    const paid = await findMovement(context.db, 'payment', order);
    return paid && { order, reference: paid.reference, amountFen: paid.amountFen, paidAt: paid.at };
  },
  close: async (context, order) => (await findMovement(context.db, 'payment', order)) === undefined,
  refund: async (context, { ours, amountFen }) => moved(context, 'refund', ours, amountFen),
  // Accounts of the stand-in that begin with 9 refuse, so that a failure can be seen.
  payOut: async (context, { ours, amountFen, account }) =>
    account.startsWith('9') ? undefined : moved(context, 'payout', ours, amountFen),
  paidOut: async (context, ours) => (await findMovement(context.db, 'payout', ours))?.reference,
  verifyReturn: (context, notice) => verified(context, ReturnBody, notice),
  verify: (context, notice) => verified(context, Body, notice),
  statement: async (context, day) => {
    const lines = await movementsOn(context.db, day);
    return [
      'kind,ours,reference,amount_fen',
      ...lines.map(({ kind, ours, reference, amountFen }) => [kind, ours, reference, amountFen].join(',')),
    ].join('\n');
  },
};

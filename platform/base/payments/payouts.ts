import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { defineJob } from '#kernel/job';
import { fill, type Text } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { paidOut, payOutStopped } from './events.ts';
import { getProvider, usualProvider } from './providers.ts';
import { entriesOf } from './rules.ts';
import * as store from './payout-store.ts';
import { bookEntries } from './store.ts';
import { texts } from './texts.ts';

export interface PayOutAsked {
  /** Key of what it is for, in the module that asks: `grants.award:17`. */
  readonly matter: string;
  readonly purpose: string;
  readonly organisation: string;
  /** Organisation in which it waits for approval; the asking one when absent. */
  readonly approver?: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly amountFen: number;
  /** The asker's own number: said twice, asked once. */
  readonly request?: string | undefined;
  readonly simulated?: boolean;
}

const sourceOf = (key: string) => ({ module: 'payments', record: 'payout', key });

/** The number of a pay-out by the number that an institution gave it: two institutions may say the same. */
export const payOutNumber = (organisation: string, request: string): string =>
  createHash('sha256').update(`${organisation} ${request}`).digest('hex').slice(0, 32);

/** Asked once more in the same words; the account of one that was corrected is another by now. */
const isSame = (before: store.PayOutRow, asked: store.PayOutRow): boolean =>
  before.organisation === asked.organisation &&
  before.amountFen === asked.amountFen &&
  before.payeeName === asked.payeeName &&
  (before.payeeAccount === asked.payeeAccount || before.attempt > 1);

/**
 * Asks for a grant or subsidy to be paid; another person than who asks must approve it.
 * @throws Problem 409 `payments.request-reused` when the number was used for another amount, payee or institution
 */
export async function askPayOut(context: Context, tx: Db, asked: PayOutAsked): Promise<string> {
  if (!Number.isSafeInteger(asked.amountFen) || asked.amountFen <= 0)
    throw new RangeError(`an amount is whole fen above zero, not ${asked.amountFen}`);
  const id = asked.request ?? randomUUID();
  const made: store.PayOutRow = {
    ...asked,
    id,
    status: 'asked',
    provider: usualProvider(context),
    askedBy: context.actor.id,
    askedAt: context.clock.now().toISOString(),
    simulated: asked.simulated ?? false,
    attempt: 1,
    approver: asked.approver ?? null,
    payingAt: null,
  };
  if (!(await store.insertPayOut(tx, made))) {
    if (isSame(await getPayOut(context, id, tx), made)) return id;
    throw new Problem(409, 'payments.request-reused', texts.payoutReused);
  }
  await awaitApproval(context, tx, made);
  await note(context, tx, made, 'asked');
  return id;
}

/** Somebody is to approve it. */
export const awaitApproval = (context: Context, tx: Db, payout: store.PayOutRow): Promise<string> =>
  openTask(context, tx, {
    kind: 'payments.payout',
    title: fill(texts.payoutTask, { purpose: payout.purpose }),
    owner: payout.approver ?? payout.organisation,
    source: sourceOf(payout.id),
    link: `/payments/payouts/${payout.id}`,
    simulated: payout.simulated,
  });

/** Tells whoever asked that the money did not get there. */
export const tellStopped = (
  context: Context,
  tx: Db,
  { id, matter, organisation, simulated }: store.PayOutRow,
  stopped: { readonly how: 'refused' | 'failed' | 'returned'; readonly why: string },
): Promise<void> =>
  context.emit(tx, payOutStopped, {
    key: id,
    payload: { payout: id, matter, organisation, simulated, ...stopped },
  });

export const note = (
  context: Context,
  tx: Db,
  { id, payeeName }: store.PayOutRow,
  done: string,
): Promise<void> =>
  context.ledger(tx, {
    action: 'decide',
    resource: 'payments.payout',
    basis: 'payments',
    subjects: [payeeName],
    detail: { payout: id, done },
  });

export async function getPayOut(
  context: Context,
  id: string,
  db: Db = context.db,
  lock?: 'lock',
): Promise<store.PayOutRow> {
  const found = await store.findPayOut(db, id, lock);
  if (!found) throw notFound(texts.payout, id);
  return found;
}

/**
 * Approves or refuses.
 * @throws Problem 403 `payments.same-person`, 409 `payments.not-asked`
 */
export async function decide(
  context: Context,
  id: string,
  decision: { readonly approve: boolean; readonly why: string },
): Promise<void> {
  await context.transaction(async (tx) => {
    const payout = await getPayOut(context, id, tx, 'lock');
    if (payout.status !== 'asked') throw new Problem(409, 'payments.not-asked', texts.notAsked);
    if (payout.askedBy === context.actor.id) throw new Problem(403, 'payments.same-person', texts.samePerson);
    const status = decision.approve ? 'approved' : 'refused';
    await store.decidePayOut(tx, id, {
      status,
      by: context.actor.id,
      now: context.clock.now().toISOString(),
      why: decision.why,
    });
    await closeTask(context, tx, sourceOf(id), { outcome: texts.decided });
    await note(context, tx, payout, status);
    // The request pays at once; when it ends before that, the job does.
    if (decision.approve)
      await context.startJob(
        tx,
        payJob,
        { payout: id, attempt: payout.attempt },
        { actor: context.actor, key: `payments.pay ${store.movementOf(payout)}` },
      );
    if (!decision.approve) await tellStopped(context, tx, payout, { how: 'refused', why: decision.why });
  });
}

/** Writes down that an attempt was paid, on both sides of the books. */
export async function bookPaid(
  tx: Db,
  payout: store.PayOutRow,
  { reference, now }: { readonly reference: string; readonly now: string },
): Promise<void> {
  const ours = store.movementOf(payout);
  await store.insertMovement(tx, payout, { kind: 'payout', ours, reference, at: now });
  const entries = entriesOf.payout(payout.provider, payout.organisation, payout.amountFen);
  await bookEntries(tx, `payout:${ours}`, now, entries);
}

/** Nobody corrects it while the provider is asked. @returns undefined when it is paid already */
const beginPaying = (context: Context, id: string): Promise<store.PayOutRow | undefined> =>
  context.transaction(async (tx) => {
    const payout = await getPayOut(context, id, tx, 'lock');
    if (payout.status === 'paid') return undefined;
    if (payout.status !== 'approved' && payout.status !== 'failed')
      throw new Problem(409, 'payments.not-approved', texts.notApproved);
    await store.markPaying(tx, id, context.clock.now().toISOString());
    return payout;
  });

/** An attempt that was given up went through after all: it is booked, and somebody looks whether it was paid twice. */
async function takeLate(
  context: Context,
  tx: Db,
  payout: store.PayOutRow,
  { reference, now }: { readonly reference: string | undefined; readonly now: string },
): Promise<void> {
  const present = await getPayOut(context, payout.id, tx, 'lock');
  if (reference === undefined || present.attempt === payout.attempt) return;
  await bookPaid(tx, payout, { reference, now });
  await awaitCorrection(context, tx, payout, fill(texts.paidTwiceTask, { purpose: payout.purpose }));
  await note(context, tx, payout, 'paid after all');
}

export const stoppedSource = (key: string) => ({ module: 'payments', record: 'payout-stopped', key });

/** Whoever asked is to look why it did not get there. */
export const awaitCorrection = (
  context: Context,
  tx: Db,
  payout: store.PayOutRow,
  title: Text,
): Promise<string> =>
  openTask(context, tx, {
    kind: 'payments.payout-stopped',
    title,
    owner: payout.organisation,
    source: stoppedSource(payout.id),
    link: `/payments/payouts/${payout.id}`,
    simulated: payout.simulated,
  });

/**
 * Pays what was approved; tried again after a failure, it is never paid twice.
 * @throws Problem 409 `payments.not-approved`, 502 `payments.payout-failed`
 */
export async function pay(context: Context, id: string): Promise<void> {
  const payout = await beginPaying(context, id);
  if (!payout) return;
  const reference = await getProvider(context, payout.provider)
    .payOut(context, {
      ours: store.movementOf(payout),
      amountFen: payout.amountFen,
      account: payout.payeeAccount,
      name: payout.payeeName,
    })
    .catch(() => undefined);
  await context.transaction(async (tx) => {
    const now = context.clock.now().toISOString();
    if (!(await store.settlePayOut(tx, payout, { reference, now }))) {
      await takeLate(context, tx, payout, { reference, now });
      return;
    }
    if (reference === undefined) {
      // Tried again and failed again, it waits for somebody already.
      if (payout.status === 'failed') return;
      await awaitCorrection(context, tx, payout, fill(texts.failedTask, { purpose: payout.purpose }));
      await tellStopped(context, tx, payout, { how: 'failed', why: texts.payoutFailed[context.language] });
      return;
    }
    await bookPaid(tx, payout, { reference, now });
    const { matter, organisation, simulated } = payout;
    await context.emit(tx, paidOut, { key: id, payload: { payout: id, matter, organisation, simulated } });
    await closeTask(context, tx, stoppedSource(id), { outcome: texts.decided });
    await note(context, tx, payout, 'paid');
  });
  if (reference === undefined) throw new Problem(502, 'payments.payout-failed', texts.payoutFailed);
}

/** Pays an attempt that was approved, when the request that approved it ended before it could. */
export const payJob = defineJob({
  name: 'payments.pay',
  title: { zh: '付出已批准的拨付', en: 'Pay what was approved' },
  input: z.object({ payout: z.string(), attempt: z.number().int() }),
  attempts: 3,
  lane: ({ payout }) => `payments.pay ${payout}`,
  async run({ payout: id, attempt }, _run, context) {
    const payout = await getPayOut(context, id);
    // One that the provider did not do is for somebody to look at.
    const waits = payout.attempt === attempt && payout.status === 'approved';
    if (waits) await pay(context, id);
    return { summary: waits ? texts.jobPaid : texts.jobNothing };
  },
});

import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { closeTask } from '#platform/base/tasks';
import { fill } from '#kernel/texts';
import { awaitApproval, awaitCorrection, getPayOut, note, stoppedSource, tellStopped } from './payouts.ts';
import type { SignedNotice } from './provider.ts';
import { getProvider } from './providers.ts';
import { entriesOf, isTimely } from './rules.ts';
import * as store from './payout-store.ts';
import { bookEntries } from './store.ts';
import { texts } from './texts.ts';

type Outcome = 'returned' | 'repeated' | 'unknown-payout' | 'wrong-amount';

/**
 * Takes a provider's notice that a pay-out came back: booked once, told to whoever asked for it.
 * @throws Problem 401 `payments.bad-signature`, `payments.stale-notice`
 */
export async function takeReturn(context: Context, code: string, notice: SignedNotice): Promise<Outcome> {
  if (!isTimely(notice.timestamp, context.clock.now()))
    throw new Problem(401, 'payments.stale-notice', texts.staleNotice);
  const said = await getProvider(context, code).verifyReturn(context, notice);
  if (!said) throw new Problem(401, 'payments.bad-signature', texts.badSignature);
  return context.transaction(async (tx) => {
    const payout = await store.lockByMovement(tx, said.payout);
    if (!payout || payout.provider !== code) return 'unknown-payout';
    const wrong = payout.amountFen !== said.amountFen;
    const at = new Date(said.returnedAt).toISOString();
    const moved = { kind: 'return', ours: said.payout, reference: said.reference, at } as const;
    if (!wrong && !(await store.insertMovement(tx, payout, moved))) return 'repeated';
    const title = fill(wrong ? texts.returnWrongTask : texts.returnedTask, { purpose: payout.purpose });
    await awaitCorrection(context, tx, payout, title);
    if (wrong) return 'wrong-amount';
    await store.stopPayOut(tx, payout.id, said.why);
    const entries = entriesOf.return(code, payout.organisation, payout.amountFen);
    await bookEntries(tx, `return:${said.payout}`, at, entries);
    await tellStopped(context, tx, payout, { how: 'returned', why: said.why });
    await note(context, tx, payout, 'returned');
    return 'returned';
  });
}

const stopped = new Set(['returned', 'failed', 'refused']);

/**
 * Asks again with another account, after a pay-out did not reach its payee; it is approved anew and paid under a number
 * of its own. Where a failed attempt went through after all, nothing is asked.
 * @throws Problem 409 `payments.not-stopped`, `payments.being-paid`, `payments.paid-after-all`
 */
export async function correctPayOut(context: Context, id: string, account: string): Promise<void> {
  const seen = await getPayOut(context, id);
  if (!stopped.has(seen.status)) throw new Problem(409, 'payments.not-stopped', texts.notStopped);
  const now = context.clock.now().getTime();
  // Ten minutes after a crash the provider is asked below what became of it.
  if (seen.payingAt !== null && now - Date.parse(seen.payingAt) < 600_000)
    throw new Problem(409, 'payments.being-paid', texts.beingPaid);
  const provider = getProvider(context, seen.provider);
  // An attempt that failed may have gone through without our hearing of it: paid again it would be paid twice.
  if (seen.status === 'failed' && (await provider.paidOut(context, store.movementOf(seen))) !== undefined)
    throw new Problem(409, 'payments.paid-after-all', texts.paidAfterAll);
  await context.transaction(async (tx) => {
    const payout = await getPayOut(context, id, tx, 'lock');
    if (payout.attempt !== seen.attempt || payout.status !== seen.status || payout.payingAt !== seen.payingAt)
      throw new Problem(409, 'payments.not-stopped', texts.notStopped);
    const at = context.clock.now().toISOString();
    await store.askAgain(tx, id, { account, by: context.actor.id, now: at });
    await closeTask(context, tx, stoppedSource(id), { outcome: texts.askedAgain });
    await awaitApproval(context, tx, payout);
    await note(context, tx, payout, 'asked again');
  });
}

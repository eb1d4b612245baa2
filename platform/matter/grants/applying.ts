import { maskName } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import type { FormReceiver, HandedIn } from '#platform/base/forms';
import { findCitizenPerson, mandateInForce } from '#platform/base/identity';
import { resumeTask } from '#platform/base/tasks';
import { Company, Person } from '#platform/data/registers';
import { judgeRules } from '#platform/matter/assessment';
import { goOn, sourceOf } from './going.ts';
import { fenOf, mayNow } from './rules.ts';
import { findSchemes, findStanding, lockApplicant, lockApplication, type SchemeRow } from './store.ts';
import { texts } from './texts.ts';

export const refuseIf = (
  when: boolean,
  code: string,
  text: Text,
  facts: Record<string, string> = {},
): void => {
  if (when) throw new Problem(409, `grants.${code}`, fill(text, facts));
};

/** For whom the actor applies: whom their mandate names, else themselves. */
export async function applicantOf(
  context: Context,
  db: Db = context.db,
): Promise<{ readonly kind: 'company' | 'person'; readonly key: string } | undefined> {
  const mandated = mandateInForce(context.actor)?.subject;
  const own = mandated ? undefined : await findCitizenPerson(db, context.actor.id);
  return mandated ?? (own === undefined ? undefined : { kind: 'person', key: own });
}

/** What the gates are told of an application. */
export const askedOf = (
  { applicant, askedFen }: { readonly applicant: string; readonly askedFen: number },
  { capFen, matter }: SchemeRow,
) => ({ subject: applicant, facts: { askedFen, capFen, matter } });

/** Who applies anew, while the window is open. */
async function begin(context: Context, tx: Db, scheme: SchemeRow) {
  const now = context.clock.now().toISOString();
  const { opensAt, closesAt, audience, organisation, matter, code } = scheme;
  refuseIf(now < opensAt, 'not-open', texts.notOpen, { at: opensAt.slice(0, 10) });
  refuseIf(now > closesAt, 'late', texts.late, { at: closesAt.slice(0, 10) });
  const who = await applicantOf(context, tx);
  if (who?.kind !== audience) throw new Problem(422, 'grants.audience', texts[`for-${audience}`]);
  const known = await readRow(context, tx, who.kind === 'company' ? Company : Person, who.key);
  const account = context.actor.id;
  const payeeName = known?.name ?? context.actor.name;
  return {
    scheme: code,
    matter,
    organisation,
    account,
    filedAt: now,
    applicantKind: who.kind,
    applicant: who.key,
    applicantName: who.kind === 'company' ? payeeName : maskName(payeeName),
    payeeName,
    meta: { simulated: scheme.meta.simulated || (known?.meta.simulated ?? false) },
  };
}

/** What is handed in is an application while its window is open and there is no other; completed, it goes on. */
async function take(context: Context, tx: Db, { id, form, receipt, answers }: HandedIn): Promise<void> {
  const [scheme] = await findSchemes(context, tx, form);
  if (!scheme) return;
  const before = await lockApplication(context, tx, id);
  refuseIf(before !== undefined && before.state !== 'supplement', 'not-now', texts.notNow);
  const begun = before ?? (await begin(context, tx, scheme));
  const askedFen = fenOf(answers['amount']);
  const payeeAccount = String(answers['account'] ?? '');
  if (askedFen === undefined || !/^\d{8,30}$/.test(payeeAccount))
    throw new Problem(422, 'grants.amount', texts.amountWrong);
  await lockApplicant(tx, begun.applicant);
  const checks = await judgeRules(context, tx, scheme.checks, askedOf({ ...begun, askedFen }, scheme));
  const filed = { ...begun, id, receipt, askedFen, payeeAccount, checks, state: 'filed' as const };
  const other = await findStanding(tx, filed);
  refuseIf(other !== undefined, 'twice', texts.twice, { receipt: other ?? '' });
  if (before) await resumeTask(context, tx, sourceOf(id));
  await goOn(context, tx, filed, { task: before ? 'keep' : 'next' });
}

export const receiver: FormReceiver = {
  receives: async (context, db, form) => (await findSchemes(context, db, form)).length > 0,
  take,
  async takenBack(context, tx, { id }) {
    const row = await lockApplication(context, tx, id);
    refuseIf(row !== undefined && !mayNow('withdraw', row.state), 'not-now', texts.notNow);
    if (row) await goOn(context, tx, row, { state: 'withdrawn' });
  },
};

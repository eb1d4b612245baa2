import { maskName } from '#engines/identifiers';
import { fenOf } from '#kernel/money';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem, refuseIf } from '#kernel/problem';
import { readRow, type Incoming } from '#kernel/record-server';
import { isShown } from '#platform/base/publishing';
import { Company, Person } from '#platform/data/registers';
import { judgeRules } from '#platform/matter/assessment';
import { applicantOf } from '#platform/matter/workflow';
import { askedOf } from './checks.ts';
import { applications } from './process.ts';
import { countOpen, findSchemes, findStanding, grantedOf, type SchemeRow } from './store.ts';
import { texts } from './texts.ts';

/** A call rests on a policy that people can read, and never promises less than it has given. */
export async function beforeScheme(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const organisation = incoming['organisation'] ?? context.actor.organisation;
  if (!(await isShown(context, db, String(incoming['article']))))
    throw new Problem(422, 'grants.no-policy', texts.noPolicy);
  const granted = await grantedOf(db, String(incoming['code']));
  refuseIf(Number(incoming['budgetFen']) < granted, 'grants.budget-given', texts.budgetGiven);
  return { ...incoming, organisation };
}

/** A call is withdrawn when what was applied for under it has come to its end. */
export async function beforeSchemeEnds(
  { key }: { readonly key: string },
  _context: Context,
  db: Db,
): Promise<void> {
  const open = await countOpen(db, key);
  refuseIf(open > 0, 'grants.applications-open', texts.applicationsOpen, { count: open });
}

/** Who applies anew, while the window is open. */
async function begin(context: Context, tx: Db, scheme: SchemeRow) {
  const { opensAt, closesAt, audience, code, matter, organisation, meta } = scheme;
  const filedAt = context.clock.now().toISOString();
  refuseIf(filedAt < opensAt, 'grants.not-open', texts.notOpen, { at: dayOf(context, new Date(opensAt)) });
  refuseIf(filedAt > closesAt, 'grants.late', texts.late, { at: dayOf(context, new Date(closesAt)) });
  const who = await applicantOf(context, tx);
  if (who?.kind !== audience) throw new Problem(422, 'grants.audience', texts[`for-${audience}`]);
  const known = await readRow(context, tx, audience === 'company' ? Company : Person, who.key);
  const payeeName = known?.name ?? context.actor.name;
  const applicantName = audience === 'company' ? payeeName : maskName(payeeName);
  const simulated = meta.simulated || (known?.meta.simulated ?? false);
  const whose = { applicantKind: audience, applicant: who.key, applicantName, payeeName };
  const of = { scheme: code, matter, organisation, account: context.actor.id, filedAt };
  return { ...of, ...whose, meta: { simulated } };
}

/** What is handed in is an application while its window is open and there is no other; completed, it goes on. */
export const receiver = applications.receiver({
  lacking: 'supplement',
  receives: async (context, db, form) => (await findSchemes(context, db, form)).length > 0,
  async row(context, tx, { id, form, receipt, answers }, before) {
    const [scheme] = await findSchemes(context, tx, form);
    if (!scheme) throw new Error(`no scheme has the form ${form}`);
    const begun = before ?? (await begin(context, tx, scheme));
    const askedFen = fenOf(String(answers['amount']));
    const payeeAccount = String(answers['account'] ?? '');
    if (!askedFen || askedFen < 0 || !/^\d{8,30}$/.test(payeeAccount))
      throw new Problem(422, 'grants.amount', texts.amountWrong);
    await oneAtATime(tx, `grants.applicant:${begun.applicant}`);
    const checks = await judgeRules(context, tx, scheme.checks, askedOf({ ...begun, askedFen }, scheme));
    const filed = {
      ...begun,
      id,
      receipt,
      askedFen,
      payeeAccount,
      checks,
      state: 'filed' as const,
      why: null,
    };
    const other = await findStanding(tx, filed);
    refuseIf(other !== undefined, 'grants.twice', texts.twice, { receipt: other ?? '' });
    return filed;
  },
});

import { dayOf } from '#kernel/clock';
import { Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { applicant, defineProcess, officer, type At } from '#platform/matter/workflow';
import { govern } from '../governed.ts';
import { texts } from '../texts.ts';
import { Undertaking } from '../undertakings/records.ts';
import type { ProposalRow } from './compare.ts';
import { answerId, heldAgainst } from './comparison.ts';
import type { OwnAct, ReviewAct } from './contract.ts';
import { proposalStateNames as names } from './names.ts';
import { Counterpart, Proposal } from './records.ts';
import { holdDecisions } from './store.ts';
import { assertComplete } from './writing.ts';

type Answer = Extract<ReviewAct, { act: 'answer' }>;

/** Writes down what the reviewer says of one thing; the proposal itself stays as it is. @throws Problem 404 `projects.no-counterpart` */
async function answer({ context, tx, row }: At<ProposalRow>, said: Answer): Promise<object> {
  const held = await heldAgainst(context, tx, row, true);
  const found = held.find(({ thing }) => thing.kind === said.kind && thing.key === said.key);
  if (!found) throw new Problem(404, 'projects.no-counterpart', texts.noCounterpart);
  const { kind, key, title } = found.thing;
  const answered = {
    id: answerId(row.code, found.thing),
    proposal: row.code,
    unit: row.unit,
    kind,
    key,
    title: title.zh.slice(0, 300),
    percent: Math.round(found.score * 100),
    verdict: said.verdict,
    why: said.why,
    answeredAt: context.clock.now().toISOString(),
  };
  const how = { source: 'projects:review', basis: 'projects:approve', simulated: row.meta.simulated };
  await writeRows(context, tx, Counterpart, [answered], how);
  return {};
}

/**
 * Everything near has been answered, and nothing is the same.
 * @throws Problem 409 `projects.overlap-open`, `projects.exists-already`
 */
async function assertNothingOpen({ context, tx, row }: At<ProposalRow>): Promise<void> {
  const held = (await heldAgainst(context, tx, row, true)).filter((each) => each.likely || each.answer);
  const titles = (of: typeof held) => ({
    zh: of.map(({ thing }) => thing.title.zh).join('、'),
    en: of.map(({ thing }) => thing.title.en).join(', '),
  });
  const open = held.filter(({ likely, answer: said }) => likely && !said?.current);
  if (open.length > 0)
    throw new Problem(409, 'projects.overlap-open', fill(texts.overlapOpen, { titles: titles(open) }));
  const same = held.filter(({ answer: said }) => said?.current && said.verdict === 'same');
  if (same.length > 0)
    throw new Problem(409, 'projects.exists-already', fill(texts.existsAlready, { titles: titles(same) }));
}

/** The undertaking comes out of the proposal, with the money that was approved. */
async function makeUndertaking({ context, tx, row }: At<ProposalRow>): Promise<void> {
  govern(tx);
  const { code, title, unit, keyProject, aim, startsOn, endsBy, funding } = row;
  const made = {
    code,
    title,
    unit,
    keyProject,
    aim,
    startsOn,
    endsBy,
    funding,
    state: 'approved' as const,
    budgetFen: row.approvedFen ?? row.budgetFen,
  };
  const how = {
    source: `projects:proposal:${code}`,
    basis: 'projects:approve',
    simulated: row.meta.simulated,
  };
  await writeRows(context, tx, Undertaking, [made], how);
}

/** From a draft to an undertaking; each look by somebody who did not hand it in. */
export const proposals = defineProcess<typeof Proposal, OwnAct | ReviewAct>({
  record: Proposal,
  parties: { organisation: 'office', account: 'account', unit: 'unit' },
  permission: 'projects:approve',
  applies: 'projects:write',
  notNow: texts.notNow,
  own: texts.ownProposal,
  page: '/projects/proposals',
  title: ({ title }) => ({ zh: title, en: title }),
  states: {
    draft: { title: names.draft },
    'formal-check': { title: names['formal-check'], waits: { title: texts.formalTask, clock: 3 } },
    returned: { title: names.returned, waits: { title: texts.returnedTask, clock: 10, for: 'applicant' } },
    reviewing: { title: names.reviewing, waits: { title: texts.reviewTask, clock: 10 } },
    approved: { title: names.approved, ends: true, enter: makeUndertaking },
    refused: { title: names.refused, ends: true },
    withdrawn: { title: names.withdrawn, ends: true },
  },
  acts: {
    submit: applicant(['draft', 'returned'], async ({ context, tx, row }) => {
      await assertComplete(context, tx, row);
      return {
        state: 'formal-check',
        account: context.actor.id,
        filedAt: context.clock.now().toISOString(),
      };
    }),
    withdraw: applicant(['draft', 'formal-check', 'returned', 'reviewing'], async (_at, { why }) => ({
      state: 'withdrawn',
      why,
    })),
    take: officer(['formal-check'], async () => ({ state: 'reviewing' })),
    'give-back': officer(['formal-check', 'reviewing'], async (_at, { why }) => ({ state: 'returned', why })),
    refuse: officer(['formal-check', 'reviewing'], async ({ context }, { why }) => ({
      state: 'refused',
      why,
      decidedOn: dayOf(context),
    })),
    answer: officer(['reviewing'], answer),
    approve: officer(['reviewing'], async (at, { approvedFen, why }) => {
      if (approvedFen > at.row.budgetFen) throw new Problem(422, 'projects.above-asked', texts.aboveAsked);
      await holdDecisions(at.tx);
      await assertComplete(at.context, at.tx, at.row);
      await assertNothingOpen(at);
      return { state: 'approved', approvedFen, why: why ?? null, decidedOn: dayOf(at.context) };
    }),
  },
});

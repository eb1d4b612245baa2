import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, writeRows } from '#kernel/record-server';
import { applicant, defineProcess, officer, type At } from '#platform/matter/workflow';
import { assertDays } from '../days.ts';
import { govern } from '../governed.ts';
import { contractedFor } from '../tendering/store.ts';
import { texts } from '../texts.ts';
import { Undertaking } from '../undertakings/records.ts';
import { holdUndertaking } from '../undertakings/store.ts';
import type { BaselineAct, BaselineOwnAct } from './contract.ts';
import { draftOf } from './freeze.ts';
import { baselineStateNames as names } from './names.ts';
import { Baseline } from './records.ts';
import { lastOf } from './store.ts';

type BaselineRow = Row<typeof Baseline>;

/** @throws Problem 422 `projects.below-contracts` where less would be left than is contracted */
async function intoForce({ context, tx, row }: At<BaselineRow>): Promise<void> {
  await holdUndertaking(tx, row.undertaking);
  if ((await contractedFor(tx, row.undertaking)) > row.budgetFen)
    throw new Problem(422, 'projects.below-contracts', texts.belowContracts);
  govern(tx);
  const { undertaking: code, startsOn, endsBy, budgetFen } = row;
  const how = {
    source: `projects:baseline:${row.id}`,
    basis: 'projects:approve',
    simulated: row.meta.simulated,
  };
  await writeRows(context, tx, Undertaking, [{ code, startsOn, endsBy, budgetFen }], how);
}

/** A new baseline is asked by the unit, and frozen by somebody else of the office that approves. */
export const baselines = defineProcess<typeof Baseline, BaselineOwnAct | BaselineAct>({
  record: Baseline,
  parties: { organisation: 'office', account: 'account', unit: 'unit' },
  permission: 'projects:approve',
  applies: 'projects:write',
  notNow: texts.notNow,
  own: texts.ownProposal,
  page: '/projects/baselines',
  title: ({ id }) => ({ zh: `基线 ${id}`, en: `Baseline ${id}` }),
  states: {
    asked: { title: names.asked, waits: { title: texts.baselineTask, clock: 5 } },
    approved: { title: names.approved, ends: true, enter: intoForce },
    refused: { title: names.refused, ends: true },
    'taken-back': { title: names['taken-back'], ends: true },
  },
  acts: {
    'take-back': applicant(['asked'], async () => ({ state: 'taken-back' })),
    freeze: officer(['asked'], async ({ context }, { why }) => ({
      state: 'approved',
      why: why ?? null,
      decidedOn: dayOf(context),
    })),
    refuse: officer(['asked'], async ({ context }, { why }) => ({
      state: 'refused',
      why,
      decidedOn: dayOf(context),
    })),
  },
});

export interface Asked {
  readonly reason: string;
  readonly startsOn?: string | undefined;
  readonly endsBy?: string | undefined;
  readonly budgetFen?: number | undefined;
}

/**
 * Asks that the activities as they stand, with these dates and this budget, become the baseline. One waits at a time.
 * @returns its id
 * @throws Problem 404, 409 `projects.baseline-waits`, 422 `projects.ends-first`, `projects.days-far`, `projects.plan-above-budget`
 */
export const askBaseline = (context: Context, code: string, asked: Asked): Promise<string> =>
  context.transaction(async (tx) => {
    const found = await lockRow(context, tx, Undertaking, code, 'projects:write');
    if (!found) throw notFound(Undertaking.title, code);
    refuseIf((await lastOf(tx, code)).waits, 'projects.baseline-waits', texts.baselineWaits);
    const { startsOn = found.startsOn, endsBy = found.endsBy, budgetFen = found.budgetFen } = asked;
    assertDays(startsOn, endsBy);
    const draft = await draftOf(context, tx, { ...found, startsOn, endsBy, budgetFen });
    const { simulated } = found.meta;
    await baselines.start(context, tx, {
      ...draft,
      state: 'asked',
      cause: asked.reason,
      meta: { simulated },
    });
    return draft.id;
  });

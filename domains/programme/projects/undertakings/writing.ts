import { may } from '#kernel/actor';
import { dayIn } from '#kernel/clock';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow, type Incoming, type RecordOverrides } from '#kernel/record-server';
import { faultsOf } from '#engines/project-network';
import { assertDays } from '../days.ts';
import { freezeFirst } from '../baselines/freeze.ts';
import { frozenOf } from '../baselines/store.ts';
import { isGoverned } from '../governed.ts';
import { texts } from '../texts.ts';
import { standingOf } from '../tendering/store.ts';
import { networkOf } from './network-of.ts';
import { readPredecessors } from './predecessors.ts';
import { Activity, Contract, Payment, Undertaking } from './records.ts';
import { shortOf } from './shapes.ts';
import { activitiesOf, holdContract, paidUnder, partsOf, type ActivityRow } from './store.ts';
import { assertSameUnit, faultOfDays, gatheredIn, numberOf, textOf } from './written.ts';

/** What stood before with what comes over it: a file may give some columns of a row that is there. */
async function whole(
  incoming: Incoming,
  before: Promise<object | undefined>,
): Promise<Record<string, unknown>> {
  return { ...(await before), ...incoming };
}

const changes = (before: object, after: Record<string, unknown>, names: readonly string[]): boolean =>
  names.some((name) => ((before as Incoming)[name] ?? null) !== (after[name] ?? null));

/** What a baseline froze. */
const frozen = ['startsOn', 'endsBy', 'budgetFen'];
/** What an accepted report moves. */
const progress = ['beganOn', 'endedOn', 'daysLeft', 'percent'];

export const undertakingWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const before = await readRow(context, tx, Undertaking, textOf(incoming['code']));
    if (!before && !isGoverned(tx) && !may(context.actor, 'projects:approve'))
      throw new Problem(403, 'projects.not-approved', texts.notApproved);
    const row: Record<string, unknown> = { ...before, ...incoming };
    assertDays(textOf(row['startsOn']), textOf(row['endsBy']));
    if (before && !isGoverned(tx) && changes(before, row, frozen))
      throw new Problem(422, 'projects.frozen', texts.frozen);
    if ((await partsOf(tx, textOf(row['code']), textOf(row['unit']))) > 0)
      throw new Problem(422, 'projects.parts-elsewhere', texts.partsElsewhere);
    return incoming;
  },
  // What was approved is frozen with it.
  afterWrite: async ({ key }, context, tx) => {
    const row = await readRow(context, tx, Undertaking, key);
    if (row && row.state !== 'proposed') await freezeFirst(context, tx, row, row.meta.simulated);
  },
  beforeWithdraw: async ({ key }, _context, tx) => {
    if ((await partsOf(tx, key)) > 0) throw new Problem(422, 'projects.has-parts', texts.hasParts);
  },
};

const rowOf = (row: Record<string, unknown>): ActivityRow => ({
  code: textOf(row['code']),
  title: textOf(row['title']),
  stage: textOf(row['stage']),
  days: numberOf(row['days']),
  after: textOf(row['after']),
  notBefore: null,
  costFen: 0,
  beganOn: null,
  endedOn: null,
  daysLeft: null,
  percent: 0,
});

/** Activities that wait for each other in a circle are refused where the circle would be closed. */
async function assertNoCircle(row: Record<string, unknown>, tx: Db): Promise<void> {
  if (readPredecessors(textOf(row['after'])) === undefined)
    throw new Problem(422, 'projects.after-unclear', texts.afterUnclear);
  const before = `${textOf(row['undertaking'])}.`;
  const rows = new Map((await activitiesOf(tx, textOf(row['undertaking']))).map((each) => [each.code, each]));
  const { activities } = gatheredIn(tx);
  for (const [code, each] of [...activities, [textOf(row['code']), rowOf(row)] as const])
    if (code.startsWith(before)) rows.set(code, each);
  const network = networkOf([...rows.values()]);
  const circle = faultsOf(network.activities).find(({ code }) => code === 'cycle');
  if (!circle) {
    activities.set(textOf(row['code']), rowOf(row));
    return;
  }
  const ids = circle.ids.join(' → ');
  throw new Problem(422, 'projects.circle', {
    zh: `任务互相等待，成为一圈：${ids}。请改紧前任务。`,
    en: `These activities wait for each other in a circle: ${ids}. Change what one of them waits for.`,
  });
}

/**
 * Progress is what accepted reports say. Before a plan is frozen an activity may be entered with what was done of it.
 * @throws Problem 422 `projects.by-report`
 */
async function assertByReport(
  before: object | undefined,
  row: Record<string, unknown>,
  tx: Db,
): Promise<void> {
  if (isGoverned(tx) || !changes(before ?? { percent: 0 }, row, progress)) return;
  const planned = (await frozenOf(tx, [textOf(row['undertaking'])])).some(({ plan }) => plan.length > 0);
  if (before || planned) throw new Problem(422, 'projects.by-report', texts.byReport);
}

export const activityWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const before = await readRow(context, tx, Activity, textOf(incoming['code']));
    const row: Record<string, unknown> = { ...before, ...incoming };
    await assertSameUnit(row, context, tx);
    await assertByReport(before, row, tx);
    const [code, undertaking] = [textOf(row['code']), textOf(row['undertaking'])];
    if (code !== `${undertaking}.${shortOf(code)}`)
      throw new Problem(422, 'projects.other-code', texts.otherCode);
    const today = dayIn('Asia/Shanghai', context.clock.now());
    if (faultOfDays(row, today)) throw new Problem(422, 'projects.days-wrong', texts.daysWrong);
    await assertNoCircle(row, tx);
    return incoming;
  },
};

/** No more is paid than was agreed: a change of the price is a change of the contract first. */
export const paymentWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const row = await whole(incoming, readRow(context, tx, Payment, textOf(incoming['number'])));
    await assertSameUnit(row, context, tx);
    const [number, under] = [textOf(row['number']), textOf(row['contract'])];
    await holdContract(tx, under);
    const contract = await readRow(context, tx, Contract, under);
    if (!contract || contract.undertaking !== row['undertaking'])
      throw new Problem(422, 'projects.other-contract', texts.otherContract);
    if (!contract.signedOn) throw new Problem(422, 'projects.not-signed', texts.notSigned);
    const { paid } = gatheredIn(tx);
    const own = paid.get(under) ?? new Map<string, number>();
    paid.set(under, own.set(number, numberOf(row['amountFen'])));
    const standing = await paidUnder(tx, under, [...own.keys()]);
    const together = [...own.values()].reduce((sum, fen) => sum + fen, standing);
    if (together > ((await standingOf(tx, under))?.amountFen ?? 0)) {
      own.delete(number);
      throw new Problem(422, 'projects.overpaid', texts.overpaid);
    }
    return incoming;
  },
};

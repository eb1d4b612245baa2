import { may } from '#kernel/actor';
import { dayIn } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow, type Incoming, type RecordOverrides } from '#kernel/record-server';
import { faultsOf } from '#engines/project-network';
import { assertDays } from '../days.ts';
import { isGoverned } from '../governed.ts';
import { texts } from '../texts.ts';
import { networkOf } from './network-of.ts';
import { readPredecessors } from './predecessors.ts';
import { Activity, Contract, Payment, Undertaking } from './records.ts';
import { shortOf } from './shapes.ts';
import { activitiesOf, holdContract, paidUnder, partsOf, type ActivityRow } from './store.ts';

/**
 * What this transaction has let through and not yet written: of a file the rows of a chunk are asked about before any of them
 * stands.
 */
const gathered = new WeakMap<
  Db,
  { paid: Map<string, Map<string, number>>; activities: Map<string, ActivityRow> }
>();
function gatheredIn(tx: Db) {
  const known = gathered.get(tx) ?? { paid: new Map(), activities: new Map() };
  gathered.set(tx, known);
  return known;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** What stood before with what comes over it: a file may give some columns of a row that is there. */
async function whole(
  incoming: Incoming,
  before: Promise<object | undefined>,
): Promise<Record<string, unknown>> {
  return { ...(await before), ...incoming };
}

/** Everything of an undertaking is of its own unit. */
async function assertSameUnit(row: Record<string, unknown>, context: Context, tx: Db): Promise<void> {
  const undertaking = await readRow(context, tx, Undertaking, textOf(row['undertaking']));
  if (undertaking && undertaking.unit !== row['unit'])
    throw new Problem(422, 'projects.other-unit', texts.otherUnit);
}

export const undertakingWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const before = await readRow(context, tx, Undertaking, textOf(incoming['code']));
    if (!before && !isGoverned(tx) && !may(context.actor, 'projects:approve'))
      throw new Problem(403, 'projects.not-approved', texts.notApproved);
    const row: Record<string, unknown> = { ...before, ...incoming };
    assertDays(textOf(row['startsOn']), textOf(row['endsBy']));
    if ((await partsOf(tx, textOf(row['code']), textOf(row['unit']))) > 0)
      throw new Problem(422, 'projects.parts-elsewhere', texts.partsElsewhere);
    return incoming;
  },
  beforeWithdraw: async ({ key }, _context, tx) => {
    if ((await partsOf(tx, key)) > 0) throw new Problem(422, 'projects.has-parts', texts.hasParts);
  },
};

function faultOfDays(row: Record<string, unknown>, today: string): boolean {
  const [began, ended] = [textOf(row['beganOn']), textOf(row['endedOn'])];
  if (began === '' && (numberOf(row['percent']) > 0 || typeof row['daysLeft'] === 'number')) return true;
  if (ended !== '' && (began === '' || ended < began)) return true;
  return began > today || ended > today || (ended !== '') !== (row['percent'] === 100);
}

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

export const activityWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const row = await whole(incoming, readRow(context, tx, Activity, textOf(incoming['code'])));
    await assertSameUnit(row, context, tx);
    const [code, undertaking] = [textOf(row['code']), textOf(row['undertaking'])];
    if (code !== `${undertaking}.${shortOf(code)}`)
      throw new Problem(422, 'projects.other-code', texts.otherCode);
    const today = dayIn('Asia/Shanghai', context.clock.now());
    if (faultOfDays(row, today)) throw new Problem(422, 'projects.days-wrong', texts.daysWrong);
    await assertNoCircle(row, tx);
    return incoming;
  },
};

export const contractWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const number = textOf(incoming['number']);
    await holdContract(tx, number);
    const before = await readRow(context, tx, Contract, number);
    const row = { ...before, ...incoming };
    await assertSameUnit(row, context, tx);
    const paid = await paidUnder(tx, number);
    if (paid > numberOf(row.amountFen)) throw new Problem(422, 'projects.overpaid', texts.overpaid);
    if (before && paid > 0 && before.undertaking !== row.undertaking)
      throw new Problem(422, 'projects.has-parts', texts.hasParts);
    return incoming;
  },
  beforeWithdraw: async ({ key }, _context, tx) => {
    await holdContract(tx, key);
    if ((await paidUnder(tx, key)) > 0) throw new Problem(422, 'projects.has-parts', texts.hasParts);
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
    const { paid } = gatheredIn(tx);
    const own = paid.get(under) ?? new Map<string, number>();
    paid.set(under, own.set(number, numberOf(row['amountFen'])));
    const standing = await paidUnder(tx, under, [...own.keys()]);
    const together = [...own.values()].reduce((sum, fen) => sum + fen, standing);
    if (together > contract.amountFen) {
      own.delete(number);
      throw new Problem(422, 'projects.overpaid', texts.overpaid);
    }
    return incoming;
  },
};

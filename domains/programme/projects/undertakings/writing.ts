import { dayIn } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow, type Incoming, type RecordOverrides } from '#kernel/record-server';
import { faultsOf } from '#engines/project-network';
import { texts } from '../texts.ts';
import { networkOf } from './network-of.ts';
import { readPredecessors } from './predecessors.ts';
import { Activity, Contract, Payment, Undertaking } from './records.ts';
import { shortOf } from './shapes.ts';
import { activitiesOf, holdContract, paidUnder, type ActivityRow } from './store.ts';

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
    const before = readRow(context, tx, Undertaking, textOf(incoming['code']));
    const row = await whole(incoming, before);
    if (textOf(row['startsOn']) > textOf(row['endsBy']))
      throw new Problem(422, 'projects.ends-first', texts.endsFirst);
    return incoming;
  },
};

function faultOfDays(row: Record<string, unknown>, today: string): boolean {
  const [began, ended] = [textOf(row['beganOn']), textOf(row['endedOn'])];
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
  const others = await activitiesOf(tx, textOf(row['undertaking']));
  const network = networkOf([...others.filter(({ code }) => code !== row['code']), rowOf(row)]);
  const circle = faultsOf(network.activities).find(({ code }) => code === 'cycle');
  if (!circle) return;
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
    const row = await whole(incoming, readRow(context, tx, Contract, textOf(incoming['number'])));
    await assertSameUnit(row, context, tx);
    const number = textOf(row['number']);
    await holdContract(tx, number);
    if ((await paidUnder(tx, number, '')) > numberOf(row['amountFen']))
      throw new Problem(422, 'projects.overpaid', texts.overpaid);
    return incoming;
  },
};

/** No more is paid than was agreed: a change of the price is a change of the contract first. */
export const paymentWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const row = await whole(incoming, readRow(context, tx, Payment, textOf(incoming['number'])));
    await assertSameUnit(row, context, tx);
    const contract = await readRow(context, tx, Contract, textOf(row['contract']));
    if (!contract) return incoming;
    if (contract.undertaking !== row['undertaking'])
      throw new Problem(422, 'projects.other-contract', texts.otherContract);
    await holdContract(tx, contract.number);
    const paid = await paidUnder(tx, contract.number, textOf(row['number']));
    if (paid + numberOf(row['amountFen']) > contract.amountFen)
      throw new Problem(422, 'projects.overpaid', texts.overpaid);
    return incoming;
  },
};

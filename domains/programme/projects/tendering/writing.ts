import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { readRow, type Incoming, type RecordOverrides } from '#kernel/record-server';
import { cityCalendar, closeTask } from '#platform/base/tasks';
import { texts } from '../texts.ts';
import { Contract, Undertaking } from '../undertakings/records.ts';
import { holdContract, holdUndertaking, paidUnder } from '../undertakings/store.ts';
import { assertSameUnit, gatheredIn, numberOf, textOf } from '../undertakings/written.ts';
import { ContractChange, Tender } from './records.ts';
import { faultOf, mostAfterChanges, stateOf, type TenderFault, type TenderValues } from './rules.ts';
import { contractSource } from './signing.ts';
import { changesOf, contractedFor, contractsUnder, standingOf } from './store.ts';

const faults: Readonly<Record<TenderFault, (typeof texts)[keyof typeof texts]>> = {
  'tender-order': texts.tenderOrder,
  'tender-too-short': texts.tenderTooShort,
  'tender-few-bids': texts.tenderFewBids,
  'tender-above-ceiling': texts.tenderAboveCeiling,
  'tender-unfinished': texts.tenderUnfinished,
};

/** @throws Problem 422 `projects.over-budget` where contracts would come to more than the budget */
async function assertWithinBudget(
  context: Context,
  tx: Db,
  undertaking: string,
  together: number,
): Promise<void> {
  const found = await readRow(context, tx, Undertaking, undertaking);
  if (found && together > found.budgetFen) throw new Problem(422, 'projects.over-budget', texts.overBudget);
}

export const tenderWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const before = await readRow(context, tx, Tender, textOf(incoming['number']));
    const row = { ...before, ...incoming } as Record<string, unknown> & TenderValues;
    await assertSameUnit(row, context, tx);
    const today = dayOf(context);
    const fault = faultOf(row, today, await cityCalendar(tx));
    if (fault) throw new Problem(422, `projects.${fault}`, faults[fault]);
    if ((await contractsUnder(tx, row.number)).fen > (row.awardFen ?? 0))
      throw new Problem(422, 'projects.tender-signed', texts.tenderSigned);
    await assertWithinBudget(context, tx, row.undertaking, row.ceilingFen);
    return { ...incoming, state: stateOf(row, today) };
  },
  beforeWithdraw: async ({ key }, _context, tx) => {
    const { contracts } = await contractsUnder(tx, key);
    if (contracts > 0) throw new Problem(422, 'projects.has-parts', texts.hasParts);
  },
};

const fits = (row: Record<string, unknown>, tender: Row<typeof Tender>): boolean =>
  tender.outcome === 'awarded' &&
  tender.undertaking === row['undertaking'] &&
  tender.procurement === row['procurement'] &&
  tender.winner === row['supplier'] &&
  (tender.awardedOn ?? '') <= textOf(row['signedOn']);

/**
 * What was signed says when and with whom, what was not says when it is to be.
 * @throws Problem 422 `projects.contract-unfinished`
 */
function assertSaid(row: Incoming, today: string): void {
  const signed = textOf(row['signedOn']);
  const said =
    signed === '' ? textOf(row['plannedOn']) !== '' : signed <= today && textOf(row['supplier']) !== '';
  if (!said) throw new Problem(422, 'projects.contract-unfinished', texts.contractUnfinished);
}

/** Before it is signed its tender may still be under way. @throws Problem 422 `projects.other-tender` */
async function assertToSign(row: Incoming, context: Context, tx: Db): Promise<void> {
  const under = textOf(row['tender']);
  const tender = await readRow(context, tx, Tender, under);
  if (under !== '' && tender?.undertaking !== row['undertaking'])
    throw new Problem(422, 'projects.other-tender', texts.otherTender);
}

/**
 * A contract is of a tender that was awarded, to whom and for no more than that; or says why there was none.
 * @throws Problem 422 `projects.no-tender`, `projects.other-tender`, `projects.above-award`
 */
async function assertOfTender(row: Incoming, context: Context, tx: Db): Promise<void> {
  if (textOf(row['signedOn']) === '') return assertToSign(row, context, tx);
  const under = textOf(row['tender']);
  if (under === '') {
    if (textOf(row['directWhy']) === '') throw new Problem(422, 'projects.no-tender', texts.noTender);
    return;
  }
  const tender = await readRow(context, tx, Tender, under);
  if (!tender || !fits(row, tender)) throw new Problem(422, 'projects.other-tender', texts.otherTender);
  const others = await contractsUnder(tx, under, textOf(row['number']));
  if (others.fen + numberOf(row['amountFen']) > (tender.awardFen ?? 0))
    throw new Problem(422, 'projects.above-award', texts.aboveAward);
}

/** Money that rows of one file would have signed together. */
function signedTogether(tx: Db, row: Record<string, unknown>): number {
  const { signed } = gatheredIn(tx);
  const of = signed.get(textOf(row['undertaking'])) ?? new Map<string, number>();
  signed.set(textOf(row['undertaking']), of.set(textOf(row['number']), numberOf(row['amountFen'])));
  return [...of.values()].reduce((sum, fen) => sum + fen, 0);
}

/** What was signed stays signed, once it was paid on or changed: another price is a change of the contract. */
async function assertPriceStands(before: Incoming, row: Incoming, tx: Db): Promise<void> {
  const number = textOf(row['number']);
  const moved = before['undertaking'] !== row['undertaking'];
  const undone = textOf(row['signedOn']) === '';
  if (before['amountFen'] === row['amountFen'] && !moved && !undone) return;
  const rests = (await paidUnder(tx, number)) > 0 || (await changesOf(tx, number)) > 0;
  if (!rests) return;
  if (moved) throw new Problem(422, 'projects.has-parts', texts.hasParts);
  throw new Problem(422, 'projects.change-first', texts.changeFirst);
}

export const contractWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const number = textOf(incoming['number']);
    await holdContract(tx, number);
    const before = await readRow(context, tx, Contract, number);
    const row: Record<string, unknown> = { ...before, ...incoming };
    await holdUndertaking(tx, textOf(row['undertaking']));
    await assertSameUnit(row, context, tx);
    assertSaid(row, dayOf(context));
    if (before) await assertPriceStands(before, row, tx);
    await assertOfTender(row, context, tx);
    if (before?.amountFen === row['amountFen']) return incoming;
    const standing = await contractedFor(tx, textOf(row['undertaking']), number);
    await assertWithinBudget(context, tx, textOf(row['undertaking']), standing + signedTogether(tx, row));
    return incoming;
  },
  // Signed, or put off: what waits for it waits no longer.
  afterWrite: async ({ key }, context, tx) => {
    const row = await readRow(context, tx, Contract, key);
    if (row && !row.signedOn && (row.plannedOn ?? '') <= dayOf(context)) return;
    await closeTask(context, tx, contractSource(key), { outcome: texts.contractSigned });
  },
  beforeWithdraw: async ({ key }, context, tx) => {
    await holdContract(tx, key);
    if ((await paidUnder(tx, key)) > 0 || (await changesOf(tx, key)) > 0)
      throw new Problem(422, 'projects.has-parts', texts.hasParts);
    await closeTask(context, tx, contractSource(key), { outcome: texts.contractSigned });
  },
};

/**
 * @throws Problem 422 `projects.other-contract`, `projects.not-signed`, `projects.change-order`, `projects.change-too-large`,
 * `projects.overpaid`, `projects.over-budget`
 */
async function assertChangeable(row: Record<string, unknown>, context: Context, tx: Db): Promise<void> {
  const [number, under] = [textOf(row['number']), textOf(row['contract'])];
  const contract = await readRow(context, tx, Contract, under);
  const standing = await standingOf(tx, under, number);
  if (!contract || !standing || contract.undertaking !== row['undertaking'])
    throw new Problem(422, 'projects.other-contract', texts.otherContract);
  if (!contract.signedOn) throw new Problem(422, 'projects.not-signed', texts.notSigned);
  const [day, amount] = [textOf(row['changedOn']), numberOf(row['amountFen'])];
  if ([contract.signedOn, standing.changedOn ?? ''].some((known) => day < known) || day > dayOf(context))
    throw new Problem(422, 'projects.change-order', texts.changeOrder);
  if (amount > mostAfterChanges(contract.amountFen))
    throw new Problem(422, 'projects.change-too-large', texts.changeTooLarge);
  if ((await paidUnder(tx, under)) > amount) throw new Problem(422, 'projects.overpaid', texts.overpaid);
  const others = await contractedFor(tx, contract.undertaking, under);
  await assertWithinBudget(context, tx, contract.undertaking, others + amount);
}

export const changeWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const before = await readRow(context, tx, ContractChange, textOf(incoming['number']));
    const row: Record<string, unknown> = { ...before, ...incoming };
    await holdContract(tx, textOf(row['contract']));
    await holdUndertaking(tx, textOf(row['undertaking']));
    await assertSameUnit(row, context, tx);
    await assertChangeable(row, context, tx);
    return incoming;
  },
  beforeWithdraw: async ({ key }, context, tx) => {
    const change = await readRow(context, tx, ContractChange, key);
    if (!change) return;
    await holdContract(tx, change.contract);
    const without = await standingOf(tx, change.contract, key);
    if (without && (await paidUnder(tx, change.contract)) > without.amountFen)
      throw new Problem(422, 'projects.overpaid', texts.overpaid);
  },
};

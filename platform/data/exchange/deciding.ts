import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { lockRow } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { findDataset } from '#platform/data/catalogue';
import { agree, endAgreements } from './agreeing.ts';
import { noteRequest, standing } from './asking.ts';
import type { Decide, RowFilter, Settle, Standing } from './contract.ts';
import { closeStep, openStep, tell, type RequestRow } from './desk.ts';
import { requireOnlyOne } from './once-only.ts';
import { SharingRequest, stateNames, type State } from './records.ts';
import { decidedItems, decisionObjection, givenItems, outcomeOf, unknownFilterField } from './rules.ts';
import { texts } from './texts.ts';

type Hand = 'consumer' | 'provider' | 'office';

/**
 * A request, held for the rest of the transaction, for whoever has the step in hand: another department's is not there,
 * and the other side of one's own may see it and not do this.
 * @throws Problem 404; 403 `exchange.not-provider`, `exchange.not-consumer`; 409 `exchange.wrong-state`
 */
async function held(
  context: Context,
  tx: Db,
  key: string,
  { hand, during }: { readonly hand: Hand; readonly during: readonly State[] },
): Promise<RequestRow> {
  const row = await lockRow(context, tx, SharingRequest, key);
  const own = context.actor.organisation ?? '';
  const sees =
    row !== undefined &&
    (scopeOf(context.actor, 'exchange:read') === 'city' || [row.consumer, row.provider].includes(own));
  if (!sees) throw notFound(texts.request, key);
  if (hand === 'provider' && row.provider !== own)
    throw new Problem(403, 'exchange.not-provider', texts.notProvider);
  if (hand === 'consumer' && row.consumer !== own)
    throw new Problem(403, 'exchange.not-consumer', texts.notConsumer);
  if (!during.includes(row.state))
    throw new Problem(409, 'exchange.wrong-state', fill(texts.wrongState, { state: stateNames[row.state] }), {
      state: row.state,
    });
  return row;
}

/** The formal check by the data office. @throws Problem 422 `exchange.return-reason` */
export const check = (
  context: Context,
  key: string,
  { outcome, why }: { readonly outcome: 'pass' | 'return'; readonly why?: string | undefined },
): Promise<Standing> =>
  context.transaction(async (tx) => {
    const row = await held(context, tx, key, { hand: 'office', during: ['checking'] });
    if (outcome === 'return' && why === undefined)
      throw new Problem(422, 'exchange.return-reason', texts.returnReason);
    const change = {
      number: key,
      state: outcome === 'pass' ? 'deciding' : 'returned',
      checkedBy: context.actor.name,
      checkedAt: context.clock.now().toISOString(),
      checkedWhy: why ?? null,
    };
    const after = await noteRequest(context, tx, change, 'exchange:check');
    await closeStep(context, tx, 'check', { key, outcome: why ? { zh: why, en: why } : texts.passed });
    if (after.state === 'deciding') await openStep(context, tx, 'decide', after);
    else await tellConsumer(context, tx, row, 'returned');
    return standing(after);
  });

const tellConsumer = (context: Context, tx: Db, row: RequestRow, kind: 'decided' | 'returned') =>
  tell(context, tx, {
    to: row.consumer,
    kind,
    number: row.number,
    dataset: row.dataset,
    link: `/exchange/requests/${row.number}`,
  });

const objections = {
  'item-twice': texts.itemTwice,
  'item-not-asked': texts.itemNotAsked,
  'item-undecided': texts.itemUndecided,
  'reason-missing': texts.reasonMissing,
  'passed-refused': texts.passedRefused,
} as const;

const refused = (code: string, detail: Text, path: string): Problem =>
  new Problem(422, `exchange.${code}`, detail, { errors: [{ path, code: `exchange.${code}`, detail }] });

/** Items and filter as they would stand by a decision. @throws Problem 422 `exchange.<objection>`, `.unknown-filter-field` */
async function laidOver(
  tx: Db,
  row: RequestRow,
  said: Pick<Decide, 'items'> & { readonly filter?: RowFilter | undefined },
  again: boolean,
) {
  const found = decisionObjection(row.items, said.items, again);
  if (found)
    throw refused(found.objection, fill(objections[found.objection], { item: found.field }), 'items');
  const fields = (await findDataset(tx, row.dataset))?.fields ?? [];
  const filter = said.filter ?? row.filter;
  const unknown = unknownFilterField(filter, fields);
  if (unknown !== undefined)
    throw refused('unknown-filter-field', fill(texts.unknownFilterField, { item: unknown }), 'filter');
  const maskOf = (name: string) => fields.find((field) => field.name === name)?.mask;
  return { items: decidedItems(row.items, said.items, maskOf), filter };
}

async function conclude(context: Context, tx: Db, row: RequestRow): Promise<Standing> {
  const after = givenItems(row.items).length > 0 ? await agree(context, tx, row) : row;
  await context.ledger(tx, {
    action: 'decide',
    resource: 'exchange.request',
    subjects: [],
    basis: row.state,
    detail: { number: row.number, agreement: after.agreement ?? null, given: givenItems(row.items).length },
  });
  await tellConsumer(context, tx, row, 'decided');
  return standing(after);
}

/** The provider decides each item that waits, and which rows. */
export const decide = (context: Context, key: string, said: Decide): Promise<Standing> =>
  context.transaction(async (tx) => {
    const row = await held(context, tx, key, { hand: 'provider', during: ['deciding'] });
    const { items, filter } = await laidOver(tx, row, said, false);
    const state = outcomeOf(items);
    const change = {
      number: key,
      state,
      items,
      filter,
      decidedBy: context.actor.name,
      decidedAt: context.clock.now().toISOString(),
      decidedWhy: said.why ?? null,
    };
    const after = await noteRequest(context, tx, change, 'exchange:decide');
    await closeStep(context, tx, 'decide', { key, outcome: stateNames[state] });
    return conclude(context, tx, after);
  });

/**
 * The consumer disputes what was refused, once; meanwhile what was granted holds.
 * @throws Problem 409 `exchange.already-asked`, `.already-agreed` where it has asked anew meanwhile
 */
export const dispute = (context: Context, key: string, why: string): Promise<Standing> =>
  context.transaction(async (tx) => {
    const row = await held(context, tx, key, { hand: 'consumer', during: ['refused', 'partly'] });
    if (row.settledAt)
      throw new Problem(
        409,
        'exchange.wrong-state',
        fill(texts.wrongState, { state: stateNames[row.state] }),
      );
    const { system = null, renews = null, agreement } = row;
    await requireOnlyOne(context, tx, { ...row, system, renews }, [key, ...(agreement ? [agreement] : [])]);
    const at = context.clock.now().toISOString();
    const change = { number: key, state: 'disputed', disputedWhy: why, disputedAt: at };
    const after = await noteRequest(context, tx, change, 'exchange:ask');
    await openStep(context, tx, 'settle', after);
    return standing(after);
  });

/** The data office settles: the refusal stands, or each item is decided anew. */
export const settle = (context: Context, key: string, said: Settle): Promise<Standing> =>
  context.transaction(async (tx) => {
    const row = await held(context, tx, key, { hand: 'office', during: ['disputed'] });
    const anew = said.outcome === 'overrule';
    const { items, filter } = anew ? await laidOver(tx, row, said, true) : row;
    const state = outcomeOf(items);
    const change = {
      number: key,
      state,
      items,
      filter,
      settledBy: context.actor.name,
      settledAt: context.clock.now().toISOString(),
      settledWhy: said.why,
    };
    const after = await noteRequest(context, tx, change, 'exchange:check');
    await closeStep(context, tx, 'settle', { key, outcome: stateNames[state] });
    if (anew) return conclude(context, tx, after);
    await tellConsumer(context, tx, after, 'decided');
    return standing(after);
  });

/** The consumer takes back what is not decided yet. What has passed by itself goes with it. */
export const takeBack = (context: Context, key: string, why: string): Promise<Standing> =>
  context.transaction(async (tx) => {
    const row = await held(context, tx, key, {
      hand: 'consumer',
      during: ['checking', 'deciding'],
    });
    const change = { number: key, state: 'withdrawn', decidedWhy: why };
    const after = await noteRequest(context, tx, change, 'exchange:ask');
    for (const about of ['check', 'decide'] as const)
      await closeStep(context, tx, about, { key, outcome: texts.withdrawn, dropped: true });
    if (row.agreement) await endAgreements(context, tx, [row.agreement], 'exchange:ask');
    return standing(after);
  });

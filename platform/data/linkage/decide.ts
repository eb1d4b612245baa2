import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, writeRows } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import { getDatasetEver } from '#platform/data/catalogue';
import { getBatch } from '#platform/data/ingestion';
import { foundPerson, linkRows, mergeFound, partRow } from '#platform/data/registers';
import { pairRecord } from './bring.ts';
import { readRowOfBatch } from './held-store.ts';
import type { PairState, Saying } from './names.ts';
import { Pair, registeredOf } from './records.ts';
import { decidePair, takenBackFrom, type Refusal } from './rules.ts';
import * as store from './store.ts';
import { tellOwner } from './tell.ts';

export const mayDecide = ({ actor }: Context): boolean => scopeOf(actor, 'linkage:decide') !== undefined;
export const maySettle = ({ actor }: Context): boolean => scopeOf(actor, 'linkage:settle') !== undefined;

const refusals: Readonly<Record<Refusal, readonly [status: number, detail: Text]>> = {
  'own-decision': [
    403,
    {
      zh: '您已经核对过这一对，须由另一人确认。',
      en: 'You have decided on this pair; another person confirms it.',
    },
  ],
  'second-look': [
    403,
    {
      zh: '您已经核对过这一对，请由另一人再看。',
      en: 'You have looked at this pair; another person takes the next look.',
    },
  ],
  'settle-right': [
    403,
    {
      zh: '两人意见不一，由数据主管部门裁定。',
      en: 'Two persons disagree on this pair; the data office settles it.',
    },
  ],
  decided: [
    409,
    { zh: '这一对已经有结论，可先撤回。', en: 'This pair is decided; it can be taken back first.' },
  ],
};

const refuse = (refusal: Refusal): Problem => {
  const [status, detail] = refusals[refusal];
  return new Problem(status, `linkage.${refusal}`, detail);
};

type Locked = Row<typeof Pair>;

/** @throws Problem 404 `request.not-found`, whether it is not there or out of scope */
async function locked(context: Context, tx: Db, id: string): Promise<Locked> {
  const pair = await lockRow(context, tx, Pair, id, 'linkage:decide');
  if (!pair) throw notFound(Pair.title, id);
  return pair;
}

/** Joins the row of a pair that two people found to be one, or founds a person. Who that is. @throws Problem 409 `linkage.row-moved` */
async function join(context: Context, tx: Db, pair: Locked, decidedBy: string[]): Promise<string> {
  if (pair.twin && pair.person) {
    const reason = `人口库内核对（模型 ${pair.model}）`;
    return mergeFound(context, tx, { person: pair.person, other: pair.twin, decidedBy, reason });
  }
  const dataset = await getDatasetEver(tx, pair.dataset);
  const row = await readRowOfBatch(context, dataset, pair);
  const { simulated } = await getBatch(tx, pair.batch);
  const { model, probability, person = null } = pair;
  const how = { model, probability, decidedBy };
  if (row && person === null) {
    const founded = await foundPerson(context, tx, { ...row, how, simulated });
    if (founded !== undefined) return founded;
  } else if (row && person !== null) {
    const [joined] = await linkRows(context, tx, [{ ...row, person, how, simulated }]);
    if (joined) return person;
  }

  throw new Problem(409, 'linkage.row-moved', {
    zh: '这一行已按号码并入或已并入另一人，没有更改。',
    en: 'This row has joined by its number, or is part of another person; nothing was changed.',
  });
}

// oxlint-disable-next-line max-params -- these, in this state, with what else changed of them
const setState = (
  context: Context,
  tx: Db,
  ids: readonly string[],
  state: PairState,
  more: Readonly<Record<string, unknown>> = {},
) =>
  writeRows(
    context,
    tx,
    pairRecord,
    ids.map((id) => ({ id, state, ...more })),
    { source: 'form', basis: 'linkage:decide' },
  );

const asRow = ({ id, dataset, rowKey, person, state, band }: Locked): store.PairRow => ({
  id,
  dataset,
  rowKey,
  person: person ?? null,
  state,
  band,
  touched: true,
});

async function finish(context: Context, tx: Db, pair: Locked, detail: Readonly<Record<string, unknown>>) {
  await context.ledger(tx, {
    action: 'decide',
    resource: 'linkage.pair',
    basis: 'linkage:decide',
    subjects: registeredOf(pair),
    detail: { pair: pair.id, ...detail },
  });
  await tellOwner(context, tx, await getDatasetEver(tx, pair.dataset));
}

export interface Decided {
  readonly id: string;
  readonly state: PairState;
  readonly next: string | null;
}

const withNext = async (context: Context, id: string, state: PairState): Promise<Decided> => ({
  id,
  state,
  next: await store.nextFor(context, { settles: maySettle(context), after: id }),
});

/**
 * One person's word on a pair; two different ones join it.
 * @throws Problem 403 `linkage.own-decision`, `.second-look`, `.settle-right`; 409 `linkage.decided`, `.row-moved`
 */
export async function decide(
  context: Context,
  id: string,
  { said, reason }: { readonly said: Saying; readonly reason: string },
): Promise<Decided> {
  const { id: by } = context.actor;
  const state = await context.transaction(async (tx) => {
    const pair = await locked(context, tx, id);
    const before = (await store.decisionsOf(tx, id)).filter(({ takenBack }) => !takenBack);
    const becomes = decidePair({ state: pair.state, before, said, by, settles: maySettle(context) });
    if (typeof becomes !== 'string') throw refuse(becomes.refused);
    const at = context.clock.now().toISOString();
    await store.addDecision(tx, id, { said, reason, by, at, takenBack: false, takesBack: false });
    const linked = becomes === 'linked';
    const person = linked
      ? await join(context, tx, pair, [...before.map((each) => each.by), by])
      : pair.person;
    await setState(context, tx, [id], becomes, { person });
    // Who the row is, is known: nobody else need be asked of it.
    if (linked && !pair.twin) await setState(context, tx, await store.othersOfRow(tx, asRow(pair)), 'gone');
    await finish(context, tx, pair, { said, state: becomes });
    return becomes;
  });
  return withNext(context, id, state);
}

/** Whether somebody may take a pair back: who decided on it, anybody who may settle, and of an automatic link whoever decides. */
export function mayTakeBack(
  context: Context,
  state: PairState,
  decisions: readonly store.DecisionRow[],
): boolean {
  if (!takenBackFrom.includes(state) || !mayDecide(context)) return false;
  const standing = decisions.filter(({ takenBack }) => !takenBack);
  return standing.length === 0 || maySettle(context) || standing.some(({ by }) => by === context.actor.id);
}

/**
 * Takes back what was decided of a pair, or an automatic link: the row is parted from its person, and the pair waits for a
 * person. What was said stays readable.
 * @throws Problem 409 `linkage.nothing-to-take-back`, 403 `linkage.not-yours`
 */
export async function takeBack(context: Context, id: string, reason: string): Promise<Decided> {
  const state = await context.transaction(async (tx) => {
    const pair = await locked(context, tx, id);
    if (!takenBackFrom.includes(pair.state))
      throw new Problem(409, 'linkage.nothing-to-take-back', {
        zh: '这一对没有可撤回的结论。',
        en: 'There is nothing of this pair to take back.',
      });
    const decisions = await store.decisionsOf(tx, id);
    if (!mayTakeBack(context, pair.state, decisions))
      throw new Problem(403, 'linkage.not-yours', {
        zh: '这是别人的核对，只有本人或数据主管部门可以撤回。',
        en: 'Somebody else decided this; they or the data office can take it back.',
      });
    if (pair.state === 'linked' && pair.twin)
      throw new Problem(409, 'linkage.persons-merged', {
        zh: '两人已合并。请在人员页提出拆分。',
        en: 'Both persons were merged. Propose on the page of the person to part them.',
      });
    if (pair.state === 'linked')
      await partRow(context, tx, { dataset: pair.dataset, key: pair.rowKey, reason });
    await store.takeBackAll(tx, id);
    const at = context.clock.now().toISOString();
    const { id: by } = context.actor;
    await store.addDecision(tx, id, { said: 'unclear', reason, by, at, takenBack: true, takesBack: true });
    const open = pair.band === 'none' ? ('nobody' as const) : ('waiting' as const);
    await setState(context, tx, [id], open, pair.band === 'none' ? { person: null } : {});
    await finish(context, tx, pair, { takenBack: true });
    return open;
  });
  return withNext(context, id, state);
}

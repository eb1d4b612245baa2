import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { lockRow } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { stateNames, type State, type Verdict } from '../names.ts';
import { Warning } from '../records.ts';
import { texts } from '../texts.ts';
import { change, dataSource, linkOf, nowOf, taskSource, titleOf, type KnownWarning } from './warning.ts';

type Working = 'decision-support:read' | 'decision-support:work';

/** The warning, if the actor sees it, kept from others until the transaction ends. @throws Problem 404 */
async function getSeen(context: Context, tx: Db, id: string): Promise<KnownWarning> {
  const found = await lockRow(context, tx, Warning, id, 'decision-support:read');
  if (!found) throw notFound(texts.warning, id);
  return found;
}

const answersFor = (context: Context, organisation: string, permission: Working): boolean =>
  scopeOf(context.actor, permission) === 'city' || context.actor.organisation === organisation;

/** @throws Problem 404, 403 `decision-support.not-owner`, 409 `decision-support.wrong-state` */
async function getOwn(context: Context, tx: Db, id: string, during: readonly State[]): Promise<KnownWarning> {
  const warning = await getSeen(context, tx, id);
  if (!answersFor(context, warning.owner, 'decision-support:work'))
    throw new Problem(403, 'decision-support.not-owner', texts.notOwner);
  if (!during.includes(warning.state))
    throw new Problem(
      409,
      'decision-support.wrong-state',
      fill(texts.wrongState, { state: stateNames[warning.state] }),
    );
  return warning;
}

/** Somebody of the owner has seen it. @throws Problem as `getOwn` */
export const acknowledge = (context: Context, id: string): Promise<void> =>
  context.transaction(async (tx) => {
    const warning = await getOwn(context, tx, id, ['open']);
    await change(context, tx, warning, {
      what: 'acknowledged',
      state: 'acknowledged',
      acknowledgedBy: context.actor.id,
      // Raised higher and looked at again, it was first acknowledged when it was.
      acknowledgedAt: warning.acknowledgedAt ?? nowOf(context),
    });
  });

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly happenedOn?: string | undefined;
}

const outcomes = {
  true: texts.closedTrue,
  false: texts.closedFalse,
  'data-error': texts.closedData,
} as const;

async function close(context: Context, tx: Db, warning: KnownWarning, verdict: Verdict): Promise<void> {
  await closeTask(context, tx, taskSource(warning.id), { outcome: outcomes[verdict] });
}

/** Whoever answers for the data is asked whether they are right. */
const askOwnerOfData = (context: Context, tx: Db, warning: KnownWarning): Promise<string> =>
  openTask(context, tx, {
    kind: 'decision-support.data-error',
    title: fill(texts.dataTask, { title: titleOf(warning) }),
    owner: warning.dataOwner,
    source: dataSource(warning.id),
    link: linkOf(warning.id),
    simulated: warning.meta.simulated,
  });

/**
 * What it really is. A false alarm, and one that wrong data made, is closed with it; of the latter the owner of the data has
 * a task.
 * @throws Problem as `getOwn`, 422 `decision-support.future`
 */
export const judgeWarning = (context: Context, id: string, said: Judgement): Promise<void> =>
  context.transaction(async (tx) => {
    const warning = await getOwn(context, tx, id, ['open', 'acknowledged', 'handling']);
    const { verdict, reason, happenedOn } = said;
    if (happenedOn !== undefined && happenedOn > dayOf(context))
      throw new Problem(422, 'decision-support.future', texts.future);
    const at = nowOf(context);
    const by = context.actor.id;
    const judged = { verdict, why: reason, happenedOn: happenedOn ?? null, judgedBy: by, judgedAt: at };
    const acknowledged = {
      acknowledgedBy: warning.acknowledgedBy ?? by,
      acknowledgedAt: warning.acknowledgedAt ?? at,
    };
    if (verdict === 'true')
      return change(context, tx, warning, { ...judged, ...acknowledged, state: 'handling', what: 'judged' });
    const closed = { state: 'closed', standing: false, closedBy: by, closedAt: at } as const;
    await change(context, tx, warning, { ...judged, ...acknowledged, ...closed, what: 'closed' });
    await close(context, tx, warning, verdict);
    if (verdict === 'data-error') await askOwnerOfData(context, tx, warning);
  });

/** What is being done about it; said again, the newest stands and the others are in its history. @throws Problem as `getOwn` */
export const takeMeasures = (context: Context, id: string, measures: string): Promise<void> =>
  context.transaction(async (tx) => {
    const warning = await getOwn(context, tx, id, ['handling']);
    await change(context, tx, warning, { what: 'handled', measuresTaken: measures });
  });

/** It is dealt with, and by this one can see it. @throws Problem as `getOwn` */
export const closeWarning = (
  context: Context,
  id: string,
  said: { readonly evidence: string; readonly happenedOn?: string | undefined },
): Promise<void> =>
  context.transaction(async (tx) => {
    const warning = await getOwn(context, tx, id, ['handling']);
    if (said.happenedOn !== undefined && said.happenedOn > dayOf(context))
      throw new Problem(422, 'decision-support.future', texts.future);
    await change(context, tx, warning, {
      what: 'closed',
      state: 'closed',
      standing: false,
      evidence: said.evidence,
      happenedOn: said.happenedOn ?? warning.happenedOn ?? null,
      closedBy: context.actor.id,
      closedAt: nowOf(context),
    });
    await close(context, tx, warning, 'true');
  });

/**
 * The owner of the data says whether they were wrong.
 * @throws Problem 404, 403 `decision-support.not-data-owner`, 409 `decision-support.no-data-task`, `decision-support.answered`
 */
export const answerData = (
  context: Context,
  id: string,
  { mended, answer }: { readonly mended: boolean; readonly answer: string },
): Promise<void> =>
  context.transaction(async (tx) => {
    const warning = await getSeen(context, tx, id);
    if (!answersFor(context, warning.dataOwner, 'decision-support:work'))
      throw new Problem(403, 'decision-support.not-data-owner', texts.notDataOwner);
    if (warning.verdict !== 'data-error')
      throw new Problem(409, 'decision-support.no-data-task', texts.noDataTask);
    if (typeof warning.dataAnswer === 'string')
      throw new Problem(409, 'decision-support.answered', texts.alreadyAnswered);
    await change(context, tx, warning, { what: null, dataAnswer: answer, dataMended: mended });
    await closeTask(context, tx, dataSource(id), { outcome: texts.answered });
  });

import { randomInt, randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { panelComplete } from './events.ts';
import { drawFrom, meanScore, scoresFit } from './rules.ts';
import type { Criterion, Fact, Scores } from './shapes.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const nowOf = (context: Context): string => context.clock.now().toISOString();
const seatSource = (panel: string, account: string) => ({
  module: 'assessment',
  record: 'seat',
  key: `${panel}/${account}`,
});
const shortSource = (key: string) => ({ module: 'assessment', record: 'short', key });
const titled = (text: Text, { titleZh, titleEn }: store.PanelRow, count = 0): Text => ({
  zh: fill(text, { title: titleZh, count }).zh,
  en: fill(text, { title: titleEn, count }).en,
});

export interface PanelOpened {
  /** Key of what is judged: `grants.application:17`. One panel each. */
  readonly matter: string;
  readonly title: Text;
  /** Organisation for which it is judged. */
  readonly organisation: string;
  /** How many judge. */
  readonly wanted: number;
  readonly criteria: readonly Criterion[];
  readonly facts: readonly Fact[];
  /** Accounts that are never drawn: the applicant, who decides. */
  readonly excluded: readonly string[];
  readonly simulated: boolean;
}

/**
 * Draws people from the list of reviewers; each has a task and gives scores that nobody sees until all gave theirs.
 * Who declares a conflict of interest is replaced by another draw; where the list has nobody left, the organisation has
 * a task. `panelComplete` tells the mean.
 * @returns the panel's id; undefined when the matter has one already
 */
export async function openPanel(context: Context, tx: Db, opened: PanelOpened): Promise<string | undefined> {
  const { title, ...rest } = opened;
  const id = randomUUID();
  const panel: store.PanelRow = {
    ...rest,
    id,
    titleZh: title.zh,
    titleEn: title.en,
    state: 'scoring',
    openedAt: nowOf(context),
  };
  if (!(await store.insertPanel(tx, panel))) return undefined;
  await seat(context, tx, panel);
  return id;
}

/** Draws for every empty seat. @returns how many stay empty */
async function seat(context: Context, tx: Db, panel: store.PanelRow): Promise<number> {
  const taken = (await store.seatsOf(tx, panel.id)).filter(({ state }) => state !== 'recused').length;
  const drawn = drawFrom(await store.poolOf(tx, panel), panel.wanted - taken, randomInt);
  for (const { account, name } of drawn) {
    await store.insertSeat(tx, panel.id, { account, name, at: nowOf(context) });
    await openTask(context, tx, {
      kind: 'assessment.seat',
      title: titled(texts.task, panel),
      owner: panel.organisation,
      assignee: account,
      source: seatSource(panel.id, account),
      link: `/assessment/mine?panel=${panel.id}`,
      simulated: panel.simulated,
    });
  }
  const lacking = panel.wanted - taken - drawn.length;
  await store.setState(tx, panel.id, lacking > 0 ? 'short' : 'scoring');
  if (lacking > 0)
    await openTask(context, tx, {
      kind: 'assessment.short',
      title: titled(texts.shortTask, panel, lacking),
      owner: panel.organisation,
      source: shortSource(panel.id),
      link: `/assessment/panels/${panel.id}`,
      count: lacking,
      simulated: panel.simulated,
    });
  else await closeTask(context, tx, shortSource(panel.id), { outcome: texts.filled });
  return lacking;
}

/** The actor's open seat, its panel locked. @throws Problem 403, 409 */
async function lockSeat(context: Context, tx: Db, id: string): Promise<store.PanelRow> {
  const panel = await store.lockPanel(tx, id);
  const own = panel && (await store.seatsOf(tx, id)).find(({ account }) => account === context.actor.id);
  if (!panel || !own) throw new Problem(403, 'assessment.not-yours', texts.notYours);
  if (own.state === 'given') throw new Problem(409, 'assessment.given', texts.givenAlready);
  if (panel.state === 'dropped') throw new Problem(409, 'assessment.dropped', texts.dropped);
  if (own.state === 'recused') throw new Problem(409, 'assessment.recused', texts.recusedAlready);
  return panel;
}

const note = (context: Context, tx: Db, panel: store.PanelRow, done: string): Promise<void> =>
  context.ledger(tx, {
    action: 'decide',
    resource: 'assessment.panel',
    basis: 'assessment:review',
    subjects: [panel.matter],
    detail: { panel: panel.id, done },
  });

/**
 * Gives one's scores; with the last ones the panel is complete.
 * @throws Problem 403 `assessment.not-yours`, 409 `assessment.given`, 422 `assessment.scores`
 */
export const giveScores = (
  context: Context,
  id: string,
  said: { scores: Scores; words: string },
): Promise<void> =>
  context.transaction(async (tx) => {
    const panel = await lockSeat(context, tx, id);
    if (!scoresFit(panel.criteria, said.scores))
      throw new Problem(422, 'assessment.scores', texts.scoresWrong);
    const account = context.actor.id;
    await store.setSeat(tx, { panel: id, account }, { state: 'given', ...said });
    await closeTask(context, tx, seatSource(id, account), { outcome: texts.given });
    await note(context, tx, panel, 'scores given');
    const all = (await store.seatsOf(tx, id)).flatMap(({ state, scores }) =>
      state === 'given' && scores ? [scores] : [],
    );
    if (all.length < panel.wanted) return;
    const score = meanScore(all);
    await store.completePanel(tx, id, score, nowOf(context));
    const { matter, simulated } = panel;
    await context.emit(tx, panelComplete, { key: matter, payload: { panel: id, matter, score, simulated } });
  });

/** Steps back for a conflict of interest; somebody else is drawn at once. */
export const recuse = (context: Context, id: string, words: string): Promise<void> =>
  context.transaction(async (tx) => {
    const panel = await lockSeat(context, tx, id);
    const account = context.actor.id;
    await store.setSeat(tx, { panel: id, account }, { state: 'recused', scores: null, words });
    await closeTask(context, tx, seatSource(id, account), { outcome: texts.recused, status: 'dropped' });
    await note(context, tx, panel, 'stepped back');
    await seat(context, tx, panel);
  });

/** Draws again after the list grew. @throws Problem 404; 409 `assessment.not-short`, `assessment.pool-empty` */
export const fillSeats = (context: Context, id: string): Promise<void> =>
  context.transaction(async (tx) => {
    const visible = await store.findPanel(tx, context.actor, { id, permission: 'assessment:write' });
    const panel = visible && (await store.lockPanel(tx, id));
    if (!panel) throw notFound(texts.panel, id);
    if (panel.state !== 'short') throw new Problem(409, 'assessment.not-short', texts.notShort);
    if ((await store.poolOf(tx, panel)).length === 0)
      throw new Problem(409, 'assessment.pool-empty', texts.poolEmpty);
    await seat(context, tx, panel);
  });

/** Ends the panel of a matter that is over, if it was not judged yet; nobody's task is left behind. */
export async function dropPanel(context: Context, tx: Db, matter: string): Promise<void> {
  const panel = await store.lockPanelOf(tx, matter);
  if (!panel || panel.state === 'complete') return;
  await store.setState(tx, panel.id, 'dropped');
  const ended = { outcome: texts.dropped, status: 'dropped' } as const;
  await closeTask(context, tx, shortSource(panel.id), ended);
  for (const { account } of await store.seatsOf(tx, panel.id))
    await closeTask(context, tx, seatSource(panel.id, account), ended);
}

/** Panels that wait for the actor's scores. */
export const openSeats = async ({ db, actor }: Context): Promise<string[]> =>
  (await store.panelsOf(db, actor.id))
    .filter(({ seat: own, state }) => own.state === 'asked' && state !== 'dropped')
    .map(({ id }) => id);

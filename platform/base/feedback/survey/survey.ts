import { randomUUID } from 'node:crypto';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { samplingFramePoint, type SamplingFrame } from '#kernel/sampling';
import type { Text } from '#kernel/texts';
import { answersGiven, findFormVersion, findPublishedForm } from '#platform/base/forms';
import type { Answers } from '#platform/base/forms/contract';
import { notify } from '#platform/base/notifications';
import { texts } from '../texts.ts';
import { enclose, forgetKey, openAll } from './box.ts';
import { draw } from './draw.ts';
import { leastCell, resultsOf } from './results.ts';
import type { SurveyResults } from './shapes.ts';
import * as store from './store.ts';

const nowOf = (context: Context): string => context.clock.now().toISOString();

/** Kinds of questions that can be counted, or at least be asked without naming somebody. */
const countable = new Set(['choice', 'multi', 'number', 'text', 'long', 'date']);

export const frameOf = (context: Context, code: string): SamplingFrame | undefined =>
  context.contributions(samplingFramePoint).find((each) => each.code === code);

export interface Made {
  readonly title: Text;
  readonly lead: Text;
  readonly form: string;
  readonly frame: string;
  readonly wanted: number;
  readonly seed: string;
  readonly anonymous: boolean;
  readonly closesOn: string;
}

/** A survey as a draft: of a published form, for a list, with a seed that is said before the draw. */
export async function make(context: Context, made: Made): Promise<string> {
  const { actor, db } = context;
  const owner = actor.organisation;
  if (owner === undefined) throw new Problem(409, 'feedback.no-organisation', texts.noOrganisation);
  const form = await findPublishedForm(db, made.form);
  if (!form) throw notFound(texts.form, made.form);
  const kinds = form.definition.sections.flatMap(({ questions }) => questions.map(({ kind }) => kind));
  if (made.anonymous && kinds.some((kind) => !countable.has(kind)))
    throw new Problem(422, 'feedback.form-names', texts.formNames);
  if (!frameOf(context, made.frame)) throw notFound(texts.frame, made.frame);
  if (made.closesOn < dayOf(context)) throw new Problem(422, 'feedback.closes-before', texts.closesBefore);
  const id = randomUUID();
  const row = { ...made, id, version: form.version, owner, by: actor.id, at: nowOf(context) };
  await context.transaction((tx) => store.insertSurvey(tx, row));
  return id;
}

async function lockOwn(
  context: Context,
  tx: Db,
  id: string,
  state: store.SurveyRow['state'],
): Promise<store.SurveyRow> {
  const row = await store.findSurvey(tx, id, { actor: context.actor, lock: 'update' });
  if (!row) throw notFound(texts.survey, id);
  if (row.state !== state) throw new Problem(409, 'feedback.survey-state', texts.surveyState);
  return row;
}

const note = (context: Context, tx: Db, id: string, what: string) =>
  context.ledger(tx, {
    action: 'administer',
    resource: 'feedback.survey',
    basis: 'feedback:survey',
    subjects: [],
    detail: { survey: id, what },
  });

/** Draws the sample, writes down how, and tells those who were drawn. */
export const open = (context: Context, id: string): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lockOwn(context, tx, id, 'draft');
    const members = (await frameOf(context, row.frame)?.members(context, tx)) ?? [];
    const { sample, strata } = draw(members, row.seed, row.wanted);
    if (sample.length === 0) throw new Problem(409, 'feedback.nobody-drawn', texts.nobodyDrawn);
    const simulated = sample.some((each) => each.simulated);
    await store.openSurvey(tx, id, { strata, simulated, at: nowOf(context) });
    await store.insertInvitations(tx, id, sample);
    await note(context, tx, id, 'opened');
    await notify(context, tx, {
      to: sample.map(({ account }) => ({ kind: 'account' as const, id: account })),
      kind: 'feedback.survey',
      key: id,
      params: { title: row.title.zh, until: row.closesOn },
      link: `/my/surveys/${id}`,
      organisation: row.owner,
      simulated,
    });
  });

/** Closes; what was answered without a name is laid open all at once, in an order of chance, and the key of its box goes. */
export async function close(context: Context, id: string): Promise<void> {
  const { anonymous } = await context.transaction(async (tx) => {
    const row = await lockOwn(context, tx, id, 'open');
    await store.closeSurvey(tx, id, nowOf(context));
    if (row.anonymous)
      await store.layOpen(tx, id, await openAll(context, id, await store.takeEnvelopes(tx, id)));
    await note(context, tx, id, 'closed');
    return row;
  });
  if (anonymous) await forgetKey(context, id);
}

/**
 * Takes one answer of somebody who was drawn. Of an anonymous survey it lies in an envelope until all are opened together,
 * and holds nothing of the person, no time and no order; that they answered is all that is kept beside their name.
 */
export const answer = (context: Context, id: string, given: Answers): Promise<void> =>
  context.transaction(async (tx) => {
    const person = context.actor.id;
    const [invited] = await store.findInvited(tx, person, id);
    // Locked for sharing: many answer at once, and none while it closes.
    const row = invited && (await store.findSurvey(tx, id, { lock: 'share' }));
    if (!row) throw notFound(texts.survey, id);
    if (row.state !== 'open' || row.closesOn < dayOf(context))
      throw new Problem(409, 'feedback.survey-closed', texts.surveyClosed);
    const form = await findFormVersion(tx, row.form, row.version);
    if (!form) throw notFound(texts.form, row.form);
    const { answers, errors } = answersGiven(context, form, given);
    if (errors.length > 0) throw new Problem(422, 'feedback.answers-wrong', texts.answersWrong, { errors });
    if (!(await store.markAnswered(tx, id, person)))
      throw new Problem(409, 'feedback.survey-answered', texts.surveyAnswered);
    const put = { id: randomUUID(), survey: id };
    if (row.anonymous)
      await store.insertEnvelope(tx, { ...put, sealed: await enclose(context, id, answers) });
    else await store.insertAnswer(tx, { ...put, person, answers });
  });

/** What came of a survey that is closed. While it runs nothing is told: two looks would tell the answer between them. */
export async function resultsFor(context: Context, id: string): Promise<SurveyResults> {
  const row = await store.findSurvey(context.db, id, {});
  if (row?.state !== 'closed') throw notFound(texts.survey, id);
  const form = await findFormVersion(context.db, row.form, row.version);
  if (!form) throw notFound(texts.form, row.form);
  const answers = (await store.findAnswers(context.db, id)).map((each) => each.answers);
  const enough = answers.length >= leastCell;
  return {
    id,
    title: row.title,
    anonymous: row.anonymous,
    closesOn: row.closesOn,
    invited: row.invited,
    answered: enough ? answers.length : null,
    responseRate: enough ? answers.length / row.invited : null,
    questions: resultsOf(form.definition, answers),
    simulated: row.simulated,
  };
}

import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { samplingFramePoint } from '#kernel/sampling';
import { findFormVersion, publishedForms } from '#platform/base/forms';
import { accountNames } from '#platform/base/identity';
import { divisionNames, organisationNames } from '#platform/base/organisations';
import { texts } from '../texts.ts';
import type { surveyOperations } from './contract.ts';
import { leastCell } from './results.ts';
import type { MySurvey, Survey } from './shapes.ts';
import * as store from './store.ts';
import { answer, close, frameOf, make, open, resultsFor } from './survey.ts';

async function shown(context: Context, rows: readonly store.SurveyRow[]): Promise<Survey[]> {
  const owners = await organisationNames(
    context.db,
    rows.map(({ owner }) => owner),
  );
  const towns = await divisionNames(
    context.db,
    rows.flatMap(({ strata }) => strata.map(({ stratum }) => stratum)),
  );
  const forms = new Map((await publishedForms(context.db)).map(({ code, title }) => [code, title]));
  return rows.map(({ version: _version, ...row }) => ({
    ...row,
    formTitle: forms.get(row.form) ?? null,
    ownerName: owners.get(row.owner) ?? null,
    frameTitle: frameOf(context, row.frame)?.title ?? null,
    strata: row.strata.map((each) => ({ ...each, name: towns.get(each.stratum) ?? null })),
    answered: row.anonymous && row.answered < leastCell ? null : row.answered,
  }));
}

async function one(context: Context, id: string): Promise<Survey> {
  const row = await store.findSurvey(context.db, id, { actor: context.actor });
  const [found] = row ? await shown(context, [row]) : [];
  if (!found) throw notFound(texts.survey, id);
  return found;
}

type Invited = Awaited<ReturnType<typeof store.findInvited>>[number];

async function mine(context: Context, rows: readonly Invited[]): Promise<MySurvey[]> {
  const owners = await organisationNames(
    context.db,
    rows.map(({ owner }) => owner),
  );
  const today = dayOf(context);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    lead: row.lead,
    ownerName: owners.get(row.owner) ?? null,
    anonymous: row.anonymous,
    state: row.state === 'open' && row.closesOn >= today ? ('open' as const) : ('closed' as const),
    closesOn: row.closesOn,
    answered: row.mine,
    simulated: row.simulated,
  }));
}

async function namedAnswers(context: Context, id: string) {
  const row = await store.findSurvey(context.db, id, { actor: context.actor });
  if (!row) throw notFound(texts.survey, id);
  if (row.anonymous) throw new Problem(409, 'feedback.survey-anonymous', texts.surveyAnonymous);
  const rows = (await store.findAnswers(context.db, id)).flatMap(({ person, answers }) =>
    person === null ? [] : [{ person, answers }],
  );
  const people = rows.map(({ person }) => person);
  const names = await accountNames(context.db, people);
  await context.ledger(context.db, {
    action: 'read',
    resource: 'feedback.survey-answer',
    basis: 'feedback:survey',
    subjects: people,
    detail: { survey: id, count: rows.length },
  });
  return rows.map(({ person, answers }) => ({
    name: names.get(person) ?? texts.nobody[context.language],
    answers,
  }));
}

export const surveyHandlers: Handlers<typeof surveyOperations> = {
  surveys: async (_input, context) => ({
    items: await shown(context, await store.listSurveys(context.db, context.actor)),
  }),
  survey: ({ params: { id } }, context) => one(context, id),
  surveyFrames: async (_input, context) => ({
    items: context.contributions(samplingFramePoint).map(({ code, title }) => ({ code, title })),
    forms: (await publishedForms(context.db)).map(({ code, title }) => ({ code, title })),
  }),
  makeSurvey: async ({ body }, context) => one(context, await make(context, body)),
  openSurvey: async ({ params: { id } }, context) => {
    await open(context, id);
    return one(context, id);
  },
  closeSurvey: async ({ params: { id } }, context) => {
    await close(context, id);
    return one(context, id);
  },
  surveyAnswers: async ({ params: { id } }, context) => ({ items: await namedAnswers(context, id) }),
  surveyResults: ({ params: { id } }, context) => resultsFor(context, id),
  mySurveys: async (_input, context) => ({
    items: await mine(context, await store.findInvited(context.db, context.actor.id)),
  }),
  mySurvey: async ({ params: { id } }, context) => {
    const [row] = await store.findInvited(context.db, context.actor.id, id);
    const form = row && (await findFormVersion(context.db, row.form, row.version));
    const [found] = row ? await mine(context, [row]) : [];
    if (!found || !form) throw notFound(texts.survey, id);
    return { ...found, definition: form.definition };
  },
  answerSurvey: async ({ params: { id }, body: { answers } }, context) => {
    await answer(context, id, answers);
    return { done: true };
  },
};

import { hash, randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { accountNames, subjectsOf } from '#platform/base/identity';
import { findEntry, findLookAtMe, type Look } from '#platform/base/ledger';
import { organisationNames } from '#platform/base/organisations';
import { closeTask, openTask } from '#platform/base/tasks';
import type { operations, Question, QuestionInOffice } from './contract.ts';
import { dueAfter, stateOf } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const resource = 'questions.question';

async function present(context: Context, rows: readonly store.QuestionRow[]): Promise<Question[]> {
  const names = await organisationNames(
    context.db,
    rows.map(({ office }) => office),
  );
  const now = context.clock.now();
  return rows.map((row) => {
    const { id, sequence, office, words, askedAt, dueAt, answer, answeredAt } = row;
    const officeName = names.get(office) ?? null;
    return {
      id,
      sequence,
      office,
      officeName,
      words,
      askedAt,
      dueAt,
      answer,
      answeredAt,
      state: stateOf(row, now),
    };
  });
}

const sourceOf = (id: string) => ({ module: 'questions', record: 'question', key: id });

/** The office that looked. One's own look, and what the platform did by itself, are nobody's to explain. */
function officeOf(look: Look): string {
  if (look.mine) throw new Problem(409, 'questions.own-look', texts.ownLook);
  if (look.organisation === null) throw new Problem(409, 'questions.no-office', texts.noOffice);
  return look.organisation;
}

async function ask(context: Context, sequence: number, words: string): Promise<store.QuestionRow> {
  const look = await findLookAtMe(context, sequence);
  if (!look) throw notFound(texts.entry, String(sequence));
  const now = context.clock.now();
  const row: store.QuestionRow = {
    id: randomUUID(),
    sequence,
    asker: context.actor.id,
    subjects: await subjectsOf(context),
    office: officeOf(look),
    words,
    askedAt: now.toISOString(),
    dueAt: dueAfter(now, context.config.LEDGER_ANSWER_DAYS),
    answer: null,
    answeredAt: null,
    answeredBy: null,
  };
  await context.transaction(async (tx) => {
    if (!(await store.insertQuestion(tx, row)))
      throw new Problem(409, 'questions.asked-already', texts.askedAlready);
    await openTask(context, tx, {
      kind: resource,
      title: fill(texts.task, { sequence }),
      owner: row.office,
      source: sourceOf(row.id),
      link: `/questions/questions?open=${row.id}`,
      dueAt: row.dueAt,
    });
    await context.ledger(tx, {
      action: 'change',
      resource,
      basis: 'registers:self',
      subjects: row.subjects,
      detail: { done: 'asked', question: row.id, sequence, words: hash('sha256', words, 'hex') },
    });
  });
  return row;
}

async function show(context: Context, id: string): Promise<QuestionInOffice> {
  const row = await store.findQuestion(context.db, context.actor, id, 'read');
  const [question] = row ? await present(context, [row]) : [];
  const entry = row && (await findEntry(context, row.sequence));
  if (!row || !question || !entry) throw notFound(texts.question, id);
  const names = await accountNames(context.db, row.answeredBy === null ? [] : [row.answeredBy]);
  const { sequence, at, action, resource: of, purpose, basis, actor } = entry;
  return {
    ...question,
    entry: { sequence, at, action, resource: of, purpose, basis, actor: actor.id },
    answeredByName: names.get(row.answeredBy ?? '') ?? null,
  };
}

const answer = (context: Context, id: string, words: string): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await store.findQuestion(tx, context.actor, id, 'lock');
    if (!row) throw notFound(texts.question, id);
    if (row.answeredAt !== null) throw new Problem(409, 'questions.answered', texts.answered);
    await store.saveAnswer(tx, id, { words, at: context.clock.now().toISOString(), by: context.actor.id });
    await closeTask(context, tx, sourceOf(id), { outcome: texts.outcome });
    await context.ledger(tx, {
      action: 'decide',
      resource,
      basis: 'questions:answer',
      subjects: row.subjects,
      detail: { done: 'answered', question: id, sequence: row.sequence, words: hash('sha256', words, 'hex') },
    });
  });

const nextOf = (rows: readonly store.QuestionRow[], limit: number): string | null => {
  const last = rows.at(-1);
  return last && rows.length === limit ? `${last.askedAt}_${last.id}` : null;
};

/** @throws Problem 400 for a cursor that no page gave */
function readAfter(after: string | undefined): store.QuestionQuery['after'] {
  if (after === undefined) return undefined;
  const [at = '', id = ''] = after.split('_');
  if (id === '' || Number.isNaN(Date.parse(at)))
    throw new Problem(400, 'request.bad-cursor', texts.badCursor);
  return { at, id };
}

type Asked = Pick<store.QuestionQuery, 'office' | 'from' | 'to'> & {
  readonly state?: store.QuestionQuery['state'];
  readonly after?: string | undefined;
  readonly limit: number;
};

async function pageOf(context: Context, whose: store.QuestionQuery['whose'], query: Asked) {
  const now = context.clock.now().toISOString();
  const rows = await store.findQuestions(context.db, context.actor, {
    ...query,
    whose,
    now,
    after: readAfter(query.after),
  });
  return { items: await present(context, rows), next: nextOf(rows, query.limit) };
}

export const handlers: Handlers<typeof operations> = {
  ask: async ({ body: { sequence, words } }, context) => {
    const row = await ask(context, sequence, words);
    const [question] = await present(context, [row]);
    if (!question) throw notFound(texts.question, row.id);
    return question;
  },

  mine: ({ query: { 'sequence.from': from, 'sequence.to': to, ...query } }, context) =>
    pageOf(context, 'own', { ...query, from, to }),

  list: ({ query }, context) => pageOf(context, 'office', query),

  get: ({ params: { id } }, context) => show(context, id),

  answer: async ({ params: { id }, body: { words } }, context) => {
    await answer(context, id, words);
    return show(context, id);
  },

  oversight: async ({ query }, context) => {
    const { items, next } = await pageOf(context, 'city', query);
    const overdue = await store.countOverdue(context.db, context.clock.now().toISOString());
    return { items: items.map(({ words: _words, answer: _answer, ...rest }) => rest), next, overdue };
  },
};

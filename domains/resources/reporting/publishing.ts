import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem, refuseIf, type FieldError } from '#kernel/problem';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import type { Row } from '#kernel/record';
import { fill } from '#kernel/texts';
import { providerOfCode, publishDataset } from '#platform/data/catalogue';
import type { Compared } from './contract.ts';
import { datasetOf, type GuardedQuestion } from './dataset.ts';
import { endReturnsJob } from './ending.ts';
import { guardOf, type Guard } from './guard.ts';
import { libraryOf, shown, type Library } from './known.ts';
import { standsInTheWay } from './matching.ts';
import type { Asks } from './names.ts';
import { openTermsJob } from './opening.ts';
import { Question, Return, type standings } from './records.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

type Standing = (typeof standings)[number];

const labelOf = ({ labelZh, labelEn }: store.QuestionRow) => ({ zh: labelZh, en: labelEn ?? labelZh });
const originOf = (code: string): string => `reporting:${code}`;

/** @throws Problem 404 of another department's, as of none */
export async function returnFor(
  context: Context,
  db: Db,
  code: string,
  permission: 'reporting:read' | 'reporting:design',
) {
  const row = await lockRow(context, db, Return, code, permission);
  if (!row) throw notFound(texts.return, code);
  return row;
}

/** What keeps a question from being published as it stands, and what it is then. */
function judge(
  question: store.QuestionRow,
  library: Library,
  asks: Asks,
): { standing: Standing; guard: Guard; errors: FieldError[] } {
  const { code, item, why, type } = question;
  const path = `questions.${code}`;
  const matches = library.match(question);
  const [first] = matches.filter(standsInTheWay);
  const guard = guardOf({ ...question, asks }, matches);
  if (item !== null) {
    const known = library.all.find((each) => each.item === item);
    if (!known)
      return {
        standing: 'unchecked',
        guard,
        errors: [{ path, code: 'reporting.unknown-item', detail: fill(texts.unknownItem, { item }) }],
      };
    // Asked once, it is one question: of the same unit and kind, wherever both are asked.
    const other = library.all.find(
      (each) =>
        each.item === item &&
        each.kind === 'return' &&
        ((each.unit ?? '') !== (question.unit ?? '') || each.type !== type),
    );
    const detail = fill(texts.otherUnit, { label: labelOf(question), item });
    return {
      standing: 'bound',
      guard,
      errors: other ? [{ path, code: 'reporting.other-unit', detail }] : [],
    };
  }
  if (!first) return { standing: 'new', guard, errors: [] };
  if (why !== null) return { standing: 'repeated', guard, errors: [] };
  const { of, item: there } = first.known;
  const detail = fill(texts.known, { label: labelOf(question), of, item: there });
  return { standing: 'unchecked', guard, errors: [{ path, code: 'reporting.known', detail }] };
}

/** Two questions of one return that take the same item are one. */
const twice = (questions: readonly store.QuestionRow[]): FieldError[] =>
  questions
    .filter(({ item }, at) => item !== null && questions.findIndex((each) => each.item === item) !== at)
    .map((question) => ({
      path: `questions.${question.code}`,
      code: 'reporting.item-twice',
      detail: fill(texts.itemTwice, { label: labelOf(question) }),
    }));

/** Who asked each question already, and whether it may be published so. */
export async function compare(context: Context, code: string): Promise<{ state: string; items: Compared[] }> {
  return context.transaction(async (tx) => {
    const row = await returnFor(context, tx, code, 'reporting:read');
    const library = await libraryOf(context, tx, { asks: row.asks, without: code });
    const questions = await store.questionsOf(tx, [code]);
    const items: Compared[] = [];
    for (const question of questions)
      items.push({
        code: question.code,
        label: labelOf(question),
        item: question.item,
        why: question.why,
        open: judge(question, library, row.asks).errors.length > 0,
        known: (await shown(tx, library.match(question))).slice(0, 12),
      });
    return { state: row.state, items };
  });
}

async function enforce(context: Context, tx: Db, row: Row<typeof Return>): Promise<GuardedQuestion[]> {
  const questions = await store.questionsOf(tx, [row.code]);
  refuseIf(questions.length === 0, 'reporting.no-questions', texts.noQuestions);
  const library = await libraryOf(context, tx, { asks: row.asks, without: row.code });
  const judged = questions.map((question) => ({ question, ...judge(question, library, row.asks) }));
  const errors = [...judged.flatMap((each) => each.errors), ...twice(questions)];
  if (errors.length > 0) throw new Problem(422, 'reporting.repeated', texts.repeated, { errors });
  await writeRows(
    context,
    tx,
    Question,
    judged.map(({ question, standing, guard }) => ({
      code: question.code,
      standing,
      sensitivity: guard.sensitivity,
    })),
    { source: originOf(row.code), simulated: row.meta.simulated },
  );
  return judged.map(({ question, guard }) => ({ ...question, guard }));
}

/**
 * Puts a draft in force: no question is asked that the city has the answer to, or asks elsewhere, unless it takes that
 * item or says why. Its data then stand in the catalogue, and what is over is due.
 * @throws Problem 422 `reporting.repeated` with one entry a question, 409 `reporting.not-draft`
 */
export async function publish(context: Context, code: string): Promise<{ code: string; state: string }> {
  return context.transaction(async (tx) => {
    await store.lockPublishing(tx);
    const row = await returnFor(context, tx, code, 'reporting:design');
    refuseIf(row.state !== 'draft', 'reporting.not-draft', texts.notDraft);
    refuseIf(
      (await providerOfCode(context, tx, code)) !== undefined,
      'reporting.code-taken',
      texts.codeTaken,
      { code },
    );
    const questions = await enforce(context, tx, row);
    const { simulated } = row.meta;
    const source = originOf(code);
    const publishedAt = context.clock.now().toISOString();
    await writeRows(context, tx, Return, [{ code, state: 'published', publishedAt }], { source, simulated });
    await publishDataset(context, tx, datasetOf(row, questions), { origin: source, simulated });
    if (row.circle === 'residents' || (await store.isListed(tx, code)))
      await context.startJob(tx, openTermsJob, { return: code }, { actor: context.actor });
    return { code, state: 'published' };
  });
}

/**
 * Ends a return: what is still due of it is asked no longer from this moment, and dropped by a job. What was handed in stays, and
 * its data in the catalogue.
 * @throws Problem 409 `reporting.not-published`
 */
export async function retire(
  context: Context,
  code: string,
  why: string,
): Promise<{ code: string; state: string }> {
  return context.transaction(async (tx) => {
    const row = await returnFor(context, tx, code, 'reporting:design');
    refuseIf(row.state !== 'published', 'reporting.not-published', texts.notPublished);
    const source = originOf(code);
    const options = { source, simulated: row.meta.simulated };
    const retiredAt = context.clock.now().toISOString();
    await writeRows(context, tx, Return, [{ code, state: 'retired', retiredAt, retiredWhy: why }], options);
    await context.startJob(tx, endReturnsJob, { return: code }, { actor: context.actor });
    return { code, state: 'retired' };
  });
}

/** Takes an item, or says why the question is asked again. @throws Problem 404, 409 `reporting.locked`, 422 `reporting.unknown-item` */
export async function bind(
  context: Context,
  code: string,
  said: { readonly item: string } | { readonly why: string },
): Promise<{ code: string; item: string | null; why: string | null }> {
  return context.transaction(async (tx) => {
    const row = await returnFor(context, tx, code.slice(0, code.indexOf('.')), 'reporting:design');
    refuseIf(row.state !== 'draft', 'reporting.locked', texts.locked);
    const question = await readRow(context, tx, Question, code);
    if (!question) throw notFound(texts.question, code);
    const change = 'item' in said ? { item: said.item, why: null } : { item: null, why: said.why };
    const library = await libraryOf(context, tx, { asks: row.asks, without: row.code });
    if (change.item !== null && !library.all.some(({ item }) => item === change.item))
      throw new Problem(422, 'reporting.unknown-item', fill(texts.unknownItem, { item: change.item }));
    await writeRows(context, tx, Question, [{ code, ...change }], {
      source: 'form',
      simulated: row.meta.simulated,
    });
    return { code, ...change };
  });
}

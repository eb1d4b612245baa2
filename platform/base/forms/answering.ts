import { randomBytes, randomUUID } from 'node:crypto';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { attachTo, keepAttachments } from '#platform/base/documents';
import { partiesOf, type Parties } from '#platform/base/identity';
import type { Form, MyAnswer, Sitting } from './contract.ts';
import type { Answers } from './definition.ts';
import { formSubmitted } from './events.ts';
import { filesIn, filesOf } from './files.ts';
import { prefillFor } from './prefill.ts';
import { attachedTo, receiverOf } from './returning.ts';
import { answerFaults, standing } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const nowOf = (context: Context): string => context.clock.now().toISOString();

/** @throws Problem 404 */
export async function getPublished(db: Db, code: string): Promise<Form> {
  const form = await store.findForm(db, code, 'published');
  if (!form) throw notFound(texts.form, code);
  return form;
}

/** @throws Problem 404 */
export async function getVersion(
  db: Db,
  { form, version }: Pick<MyAnswer, 'form' | 'version'>,
): Promise<Form> {
  const found = await store.findForm(db, form, version);
  if (!found) throw notFound(texts.form, form);
  return found;
}

/** Where somebody stands in a form: what is asked now, and what is still wrong. */
function sittingOf(context: Context, form: Form, answer: MyAnswer): Sitting {
  const stands = standing(form.definition, answer.answers, dayOf(context));
  return {
    answer,
    asked: stands.asked.map(({ name }) => name),
    answers: stands.answers,
    faults: answerFaults(stands).map(({ path, detail }) => ({
      question: path.replace('answers.', ''),
      detail,
    })),
  };
}

export async function begin(context: Context, code: string): Promise<Sitting & { form: Form }> {
  const published = await getPublished(context.db, code);
  const { id: subject, onBehalfOf = null } = context.actor;
  const parties = await partiesOf(context, 'forms:fill');
  const begun = { id: randomUUID(), form: published, subject, onBehalfOf, parties, at: nowOf(context) };
  const answer = await context.transaction((tx) => store.beginAnswer(tx, begun));
  if (!answer) throw new Problem(409, 'forms.moved', texts.moved);
  // A draft keeps the version that it was begun with.
  const form = await getVersion(context.db, answer);
  return { ...sittingOf(context, form, answer), form };
}

/**
 * An answer that is dealt with now, locked.
 * @throws Problem 404; 409 `forms.for-another` while one acts for somebody else, or for oneself
 */
async function lock(tx: Db, id: string, parties: Parties): Promise<store.AnswerRow> {
  const answer = await store.lockMine(tx, id, parties);
  if (!answer) throw notFound(texts.answer, id);
  if (answer.onBehalfOf !== null && !parties.keys.includes(answer.onBehalfOf))
    throw new Problem(409, 'forms.for-another', texts.forAnother);
  return answer;
}

/** One's own answer in one step: locked, changed, saved. */
async function change(
  context: Context,
  id: string,
  step: (answer: store.AnswerRow, tx: Db) => Promise<Partial<store.AnswerRow>>,
): Promise<MyAnswer> {
  const parties = await partiesOf(context, 'forms:fill');
  return context.transaction(async (tx) => {
    const answer = await lock(tx, id, parties);
    const next = { ...answer, ...(await step(answer, tx)), savedAt: nowOf(context) };
    const { answers, savedAt: at, state, receipt, submittedAt } = next;
    await store.saveAnswer(tx, id, { answers, at, state, receipt, submittedAt });
    return { ...next, revision: answer.revision + 1 };
  });
}

function requireDraft(answer: store.AnswerRow): void {
  if (answer.state !== 'draft') throw new Problem(409, 'forms.handed-in', texts.handedIn);
}

/** What was sent back to be completed is taken, whatever has become of its form; anything else while the form is there. */
async function requireTaken(tx: Db, { form, receipt }: store.AnswerRow): Promise<void> {
  if (receipt === null && !(await store.findForm(tx, form, 'published')))
    throw new Problem(409, 'forms.retired', texts.retired);
}

/** Saves a draft as far as it is. What another device saved meanwhile is not overwritten. */
export async function save(
  context: Context,
  id: string,
  given: { revision: number; answers: Answers },
): Promise<Sitting> {
  const answer = await change(context, id, async (present, tx) => {
    requireDraft(present);
    if (present.revision !== given.revision)
      throw new Problem(409, 'forms.saved-elsewhere', texts.savedElsewhere, { revision: present.revision });
    // Whoever goes on with the draft goes on with what is attached to it.
    const files = filesIn((await getVersion(tx, present)).definition, given.answers);
    await keepAttachments(context, tx, files, attachedTo(id));
    return { answers: given.answers };
  });
  return sittingOf(context, await getVersion(context.db, answer), answer);
}

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const newReceipt = (): string =>
  [...randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]).join('');

/** Hands an answer in: what is no longer asked falls away, what is wrong is named question by question. */
export const submit = (context: Context, id: string): Promise<MyAnswer> =>
  change(context, id, async (answer, tx) => {
    // Handed in again by a second press, it is what it was.
    if (answer.state === 'submitted') return {};
    requireDraft(answer);
    await requireTaken(tx, answer);
    const form = await getVersion(tx, answer);
    const stands = standing(form.definition, answer.answers, dayOf(context));
    const errors = answerFaults(stands);
    if (errors.length > 0) throw new Problem(422, 'forms.invalid', texts.invalid, { errors });
    await attachTo(context, tx, filesOf(stands), attachedTo(id));
    await context.emit(tx, formSubmitted, {
      key: answer.form,
      payload: { form: answer.form, version: answer.version, answer: id, owner: answer.owner },
    });
    const receipt = answer.receipt ?? newReceipt();
    const { onBehalfOf } = answer;
    const handed = { id, form: answer.form, receipt, subject: answer.subject, onBehalfOf };
    await (
      await receiverOf(context, tx, answer.form)
    )?.take(context, tx, { ...handed, answers: stands.answers, definition: form.definition });
    return { answers: stands.answers, state: 'submitted', receipt, submittedAt: nowOf(context) };
  });

export const withdraw = (context: Context, id: string): Promise<MyAnswer> =>
  change(context, id, async (answer, tx) => {
    const returned = answer.state === 'draft' && answer.receipt !== null;
    if (answer.state !== 'submitted' && !returned)
      throw new Problem(409, 'forms.not-handed-in', texts.notHandedIn);
    await (await receiverOf(context, tx, answer.form))?.takenBack(context, tx, answer);
    return { state: 'withdrawn' };
  });

/** What the city's registers know, for the questions that name an item; with consent, which is kept with the answer. */
export async function prefill(context: Context, id: string) {
  const parties = await partiesOf(context, 'forms:fill');
  const answer = await context.transaction((tx) => lock(tx, id, parties));
  requireDraft(answer);
  const { definition } = await getVersion(context.db, answer);
  const questions = definition.sections.flatMap((section) => section.questions);
  const items = questions.flatMap((question) => question.prefill ?? []);
  await context.transaction((tx) => store.noteConsent(tx, id, { at: nowOf(context), items }));
  const values = await prefillFor(context, items);
  return questions.flatMap(({ name, prefill: item }) => {
    const found = values.find((each) => each.item === item);
    return found ? [{ question: name, value: found.value, source: found.source }] : [];
  });
}

/**
 * Begins a form as the actor, fills in what registers know and what is given, and hands it in.
 * @returns the answer's id
 * @throws Problem 422 `forms.invalid`, and whatever its receiver refuses it with
 */
export async function handIn(context: Context, code: string, given: Answers): Promise<string> {
  const { answer } = await begin(context, code);
  const known = await prefill(context, answer.id);
  const answers = { ...Object.fromEntries(known.map(({ question, value }) => [question, value])), ...given };
  await save(context, answer.id, { revision: answer.revision, answers });
  return (await submit(context, answer.id)).id;
}

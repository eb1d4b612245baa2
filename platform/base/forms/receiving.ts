import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import type { AnswerLine, Form, MyAnswer } from './contract.ts';
import { getVersion } from './answering.ts';
import { answerWords } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const note = (context: Context, operation: string, rows: readonly store.AnswerRow[]) =>
  context.ledger(context.db, {
    action: operation === 'export' ? 'export' : 'read',
    resource: 'forms.answer',
    basis: 'forms:answers',
    subjects: rows.map(({ onBehalfOf, subject }) => onBehalfOf ?? subject),
    detail: { operation, count: rows.length, form: rows[0]?.form },
  });

const writeCursor = (row: store.AnswerRow): string =>
  Buffer.from(JSON.stringify([row.submittedAt, row.id])).toString('base64url');

function readCursor(text: string | undefined): { at: string; id: string } | undefined {
  if (text === undefined) return undefined;
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string];
    if (typeof id === 'string' && !Number.isNaN(Date.parse(at)))
      return { at: new Date(at).toISOString(), id };
  } catch {
    // Falls through to the same refusal as a cursor of another shape.
  }
  throw new Problem(400, 'request.cursor', texts.cursor);
}

/** Which answers came in; what they say is opened one by one, for a purpose. */
export async function listAnswers(
  context: Context,
  asked: { form: string; after: string | undefined; limit: number },
): Promise<{ items: AnswerLine[]; next: string | null }> {
  const rows = await store.listReceived(context.db, context.actor, {
    ...asked,
    after: readCursor(asked.after),
  });
  const last = rows.length < asked.limit ? undefined : rows.at(-1);
  const items = rows.map(({ id, receipt, version, state, submittedAt }) => ({
    id,
    receipt: receipt ?? '',
    version,
    state: state === 'withdrawn' ? ('withdrawn' as const) : ('submitted' as const),
    submittedAt: submittedAt ?? '',
  }));
  return { items, next: last ? writeCursor(last) : null };
}

/** One answer with the version of the form that it was given to; one ledger entry. */
export async function openAnswer(context: Context, id: string): Promise<{ form: Form; answer: MyAnswer }> {
  const answer = await store.findReceived(context.db, context.actor, id);
  if (!answer) throw notFound(texts.answer, id);
  await note(context, 'read', [answer]);
  return { form: await getVersion(context.db, answer), answer };
}

const piece = 5000;

/** Every answer that came in, a piece after another. */
async function allReceived({ db, actor }: Context, form: string): Promise<store.AnswerRow[]> {
  const all: store.AnswerRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last && { at: last.submittedAt ?? '', id: last.id };
    const rows = await store.listReceived(db, actor, { form, after, limit: piece });
    all.push(...rows);
    if (rows.length < piece) return all;
  }
}

/** A cell that a spreadsheet takes for text and never for a formula. */
const cell = (text: string): string => {
  const plain = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
};

/** All answers of a form as a table: a column for each question of any version. */
export async function exportAnswers(context: Context, code: string): Promise<string> {
  const rows = await allReceived(context, code);
  const versions = new Map<number, Form>();
  for (const row of rows)
    if (!versions.has(row.version)) versions.set(row.version, await getVersion(context.db, row));
  const questions = new Map(
    [...versions.values()].flatMap(({ definition }) =>
      definition.sections.flatMap((section) => section.questions.map((each) => [each.name, each] as const)),
    ),
  );
  await note(context, 'export', rows);
  const { language } = context;
  const head = [texts.receipt, texts.state, texts.submittedAt].map((each) => each[language]);
  const lines = rows.map((row) => [
    row.receipt ?? '',
    row.state,
    row.submittedAt ?? '',
    ...[...questions.values()].map((question) => answerWords(question, row.answers[question.name], language)),
  ]);
  const labels = [...questions.values()].map(({ label }) => label[language]);
  return `\ufeff${[[...head, ...labels], ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

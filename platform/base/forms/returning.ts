import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { keepAttachments } from '#platform/base/documents';
import { formReceiverPoint, type FormReceiver } from './points.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

/** What the attachments of an answer belong to. */
export const attachedTo = (key: string) => ({ module: 'forms', record: 'answer', key }) as const;

/** The module that answers to a form go to; undefined when its owner reads them here. */
export async function receiverOf(context: Context, tx: Db, form: string): Promise<FormReceiver | undefined> {
  for (const receiver of context.contributions(formReceiverPoint))
    if (await receiver.receives(context, tx, form)) return receiver;
  return undefined;
}

/**
 * Gives an answer back to the person to be completed: it is a draft again, with its receipt and all that was answered.
 * @throws Problem 404; 409 `forms.not-handed-in`
 */
export async function returnAnswer(context: Context, tx: Db, id: string): Promise<void> {
  const answer = await store.lockAnswer(tx, id);
  if (!answer) throw notFound(texts.answer, id);
  if (answer.state !== 'submitted') throw new Problem(409, 'forms.not-handed-in', texts.notHandedIn);
  for (const dropped of await store.dropDraftBeside(tx, answer))
    await keepAttachments(context, tx, [], attachedTo(dropped));
  const { answers, receipt, submittedAt } = answer;
  const at = context.clock.now().toISOString();
  await store.saveAnswer(tx, id, { answers, at, state: 'draft', receipt, submittedAt });
}

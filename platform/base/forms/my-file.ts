import type { Context } from '#kernel/context';
import type { Download } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { openAttachment } from '#platform/base/documents';
import { partiesOf } from '#platform/base/identity';
import { attachedTo } from './returning.ts';
import { findMyAnswer } from './store.ts';
import { texts } from './texts.ts';

/**
 * A file that belongs to an answer, for everybody whose answer it is now, whoever of them uploaded it.
 * @throws Problem 404
 */
export async function openMyFile(
  context: Context,
  { id, file }: { readonly id: string; readonly file: string },
): Promise<Download> {
  const answer = await findMyAnswer(context.db, id, await partiesOf(context, 'forms:fill'));
  if (!answer) throw notFound(texts.answer, id);
  return openAttachment(context, file, attachedTo(id));
}

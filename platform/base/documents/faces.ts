import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Download } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import {
  findAttachment,
  findAttachmentsOf,
  tieAttachments,
  untieAttachments,
  type AttachmentRow,
  type Owner,
} from './attachment-store.ts';
import { attachmentNotFound } from './attach/take-in.ts';
import { findPaper, type PaperRow } from './store.ts';
import { texts } from './texts.ts';

/**
 * Ties attachments that the actor handed in to a thing of the calling module;
 * from then on that module's rights decide who sees them. What belongs to the thing already may stay, whoever handed it in.
 * @throws Problem 422 `documents.attachment-not-yours` when one is not theirs, or belongs to something else
 */
export async function attachTo(context: Context, tx: Db, ids: readonly string[], to: Owner): Promise<void> {
  const all = [...new Set(ids)];
  if (all.length === 0) return;
  const tied = await tieAttachments(tx, all, { ...to, owner: context.actor.id, pendingSince: null });
  if (tied < all.length) throw new Problem(422, 'documents.attachment-not-yours', texts.attachmentNotYours);
}

/**
 * What a draft holds as it is saved: attachments that the uploader sent belong to it from now on, and those that it holds no
 * more are their uploader's again, save what was handed in with it before. Until it is handed in they count as uploads that
 * wait, and go when it was not saved for a month. One that is not the uploader's stays outside, and `attachTo` refuses it
 * in the end.
 * @param of the draft; `uploader` when it is saved by nobody in particular: the account whose draft it is
 */
export async function keepAttachments(
  context: Context,
  tx: Db,
  ids: readonly string[],
  { uploader = context.actor.id, ...of }: Owner & { readonly uploader?: string },
): Promise<void> {
  const at = context.clock.now().toISOString();
  await untieAttachments(tx, of, { keep: ids, at });
  await tieAttachments(tx, ids, { ...of, owner: uploader, pendingSince: at });
}

/** Attachments of a thing; the calling module has made sure that the actor may know of them. */
export const attachmentsOf = (db: Db, of: Owner): Promise<readonly AttachmentRow[]> =>
  findAttachmentsOf(db, of);

/** The file of an attachment that belongs to a thing. @throws Problem 404 */
export async function openAttachment(context: Context, id: string, of: Owner): Promise<Download> {
  const row = await findAttachment(context.db, id);
  const fits = row?.ofModule === of.module && row.ofRecord === of.record && row.ofKey === of.key;
  if (!row || !fits) throw attachmentNotFound(id);
  return downloadOf(context, row);
}

/** The file of a printed paper. @throws Problem 409 `documents.not-ready`, 410 `documents.gone` */
export async function printedOf(context: Context, paper: PaperRow): Promise<Download> {
  if (paper.state === 'disposed') throw new Problem(410, 'documents.gone', texts.gone);
  if (!paper.file) throw new Problem(409, 'documents.not-ready', texts.notReady);
  return {
    filename: `${paper.number}.pdf`,
    type: 'application/pdf',
    body: await context.files.open(paper.file),
  };
}

/** The file of a paper that the calling module had issued, for somebody who by its rights may have it. */
export async function openPaper(context: Context, id: string): Promise<Download> {
  const paper = await findPaper(context.db, id);
  if (!paper) throw notFound(texts.paper, id);
  return printedOf(context, paper);
}

/** Always as a download and never shown in place: what somebody handed in does not run under the city's address. */
export const downloadOf = async (context: Context, row: AttachmentRow): Promise<Download> => ({
  filename: row.name,
  type: row.type,
  body: await context.files.open(row.file),
  headers: { 'content-security-policy': "sandbox; default-src 'none'" },
});

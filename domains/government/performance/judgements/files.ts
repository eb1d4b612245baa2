import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Download } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { lockRow } from '#kernel/record-server';
import { attachmentsOf, attachTo, openAttachment, type AttachmentKind } from '#platform/base/documents';
import { Judgement } from '../records.ts';
import type { EvidenceFile } from '../shapes.ts';
import { texts } from '../texts.ts';

export const evidenceKind: AttachmentKind = {
  code: 'performance.evidence',
  title: texts.evidenceKind,
  files: ['pdf', 'docx', 'xlsx', 'png', 'jpeg'],
  maxBytes: 30 * 1024 ** 2,
};

const ownerOf = (key: string) => ({ module: 'performance', record: 'judgement', key });

/**
 * What the unit handed in becomes a part of its evidence: whoever may see that sees it.
 * @throws Problem 422 `documents.attachment-not-yours`, `performance.other-kind`
 */
export async function tieFiles(
  context: Context,
  tx: Db,
  judgement: string,
  ids: readonly string[],
): Promise<EvidenceFile[]> {
  await attachTo(context, tx, ids, ownerOf(judgement));
  const files = (await attachmentsOf(tx, ownerOf(judgement))).filter(({ id }) => ids.includes(id));
  if (files.some(({ kind }) => kind !== evidenceKind.code))
    throw new Problem(422, 'performance.other-kind', texts.otherKind);
  return files.map(({ id, name }) => ({ id, name }));
}

/** A file of evidence that the reader may see. @throws Problem 404 */
export async function openEvidence(context: Context, id: string, file: string): Promise<Download> {
  const seen = await context.transaction((tx) => lockRow(context, tx, Judgement, id, 'performance:read'));
  if (!seen) throw notFound(texts.judgement, id);
  return openAttachment(context, file, ownerOf(id));
}

import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Download } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { lockRow } from '#kernel/record-server';
import { attachmentsOf, attachTo, openAttachment, type AttachmentKind } from '#platform/base/documents';
import { Appeal, Judgement } from './records.ts';
import type { EvidenceFile } from './shapes.ts';
import { texts } from './texts.ts';

export const evidenceKind: AttachmentKind = {
  code: 'performance.evidence',
  title: texts.evidenceKind,
  files: ['pdf', 'docx', 'xlsx', 'png', 'jpeg'],
  maxBytes: 30 * 1024 ** 2,
};

/** What files are shown with: the evidence of a criterion, or an appeal. */
interface Shown {
  readonly record: 'judgement' | 'appeal';
  readonly key: string;
}

const ownerOf = (shown: Shown) => ({ module: 'performance', ...shown });

/**
 * What the unit handed in becomes a part of what it shows: whoever may see that sees it.
 * @returns them in the order in which the unit named them
 * @throws Problem 422 `documents.attachment-not-yours`, `performance.other-kind`
 */
export async function tieFiles(
  context: Context,
  tx: Db,
  shown: Shown,
  ids: readonly string[],
): Promise<EvidenceFile[]> {
  await attachTo(context, tx, ids, ownerOf(shown));
  const all = (await attachmentsOf(tx, ownerOf(shown))).map((file) => [file.id, file] as const);
  const known = new Map(all);
  const files = [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
  if (files.some(({ kind }) => kind !== evidenceKind.code))
    throw new Problem(422, 'performance.other-kind', texts.otherKind);
  return files.map(({ id, name }) => ({ id, name }));
}

/** A file of evidence that the reader may see. @throws Problem 404 */
export async function openEvidence(context: Context, id: string, file: string): Promise<Download> {
  const seen = await context.transaction((tx) => lockRow(context, tx, Judgement, id, 'performance:read'));
  if (!seen) throw notFound(texts.judgement, id);
  return openAttachment(context, file, ownerOf({ record: 'judgement', key: id }));
}

/** A file of an appeal that the reader may see. @throws Problem 404 */
export async function openAppealed(context: Context, id: string, file: string): Promise<Download> {
  const seen = await context.transaction((tx) => lockRow(context, tx, Appeal, id, 'performance:read'));
  if (!seen) throw notFound(texts.appeal, id);
  return openAttachment(context, file, ownerOf({ record: 'appeal', key: id }));
}

import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Download } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { attachmentsOf, attachTo, openAttachment, type AttachmentKind } from '#platform/base/documents';
import { texts } from '../texts.ts';
import { Undertaking } from '../undertakings/records.ts';
import { Document } from './records.ts';

export const documentKind: AttachmentKind = {
  code: 'projects.document',
  title: Document.title,
  files: ['pdf', 'docx', 'xlsx', 'png', 'jpeg'],
  maxBytes: 30 * 1024 ** 2,
};

const ownerOf = (id: string) => ({ module: 'projects', record: 'document', key: id });

interface Added {
  readonly attachment: string;
  readonly kind: (typeof Document.fields.kind.schema)['_output'];
  readonly title: string;
}

/**
 * A file that the actor handed in becomes a document of the undertaking; from then on its rights say who sees it.
 * @returns its id
 * @throws Problem 404, 422 `documents.attachment-not-yours`, `projects.other-kind`
 */
export const addDocument = (context: Context, code: string, added: Added): Promise<string> =>
  context.transaction(async (tx) => {
    const found = await lockRow(context, tx, Undertaking, code, 'projects:write');
    if (!found) throw notFound(Undertaking.title, code);
    const id = added.attachment;
    await attachTo(context, tx, [id], ownerOf(id));
    const [file] = await attachmentsOf(tx, ownerOf(id));
    if (file?.kind !== documentKind.code) throw new Problem(422, 'projects.other-kind', texts.otherKind);
    const row = {
      id,
      title: added.title,
      undertaking: code,
      unit: found.unit,
      kind: added.kind,
      file: file.name,
      addedOn: dayOf(context),
    };
    const how = { source: 'projects:document', basis: 'projects:write', simulated: found.meta.simulated };
    await writeRows(context, tx, Document, [row], how);
    return id;
  });

/** The file of a document that the reader may see. @throws Problem 404 */
export async function openDocument(context: Context, id: string): Promise<Download> {
  const seen = await context.transaction((tx) => lockRow(context, tx, Document, id, 'projects:read'));
  if (!seen) throw notFound(Document.title, id);
  return openAttachment(context, id, ownerOf(id));
}

import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Download } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { attachmentsOf, attachTo, openAttachment } from '#platform/base/documents';
import { texts } from './texts.ts';

export const ownerOf = (id: string) => ({ module: 'publishing', record: 'article', key: id });

interface At {
  readonly id: string;
  readonly version: number;
}

/** A file belongs to the version it came with: it is seen with it, and not before somebody released it. */
const ownersUpTo = ({ id, version }: At) => [
  ownerOf(id),
  ...Array.from({ length: version }, (_each, index) => ({
    module: 'publishing',
    record: 'version',
    key: `${id}/${index + 1}`,
  })),
];

async function tiedUpTo(db: Db, at: At) {
  const tied = [];
  for (const owner of ownersUpTo(at))
    for (const file of await attachmentsOf(db, owner)) tied.push({ file, owner });
  return tied;
}

/** Files of an article as one of its versions shows it: those that came with it, and with the versions before. */
export const filesOf = async (context: Context, at: At) =>
  (await tiedUpTo(context.db, at)).map(({ file: { id, name, size } }) => ({ id, name, size }));

/** @throws Problem 404 for a file that did not come with this version or one before it */
export async function openFile(context: Context, attachment: string, at: At): Promise<Download> {
  const found = (await tiedUpTo(context.db, at)).find(({ file }) => file.id === attachment);
  if (!found) throw notFound(texts.attachment, attachment);
  return openAttachment(context, attachment, found.owner);
}

export async function tieFiles(context: Context, tx: Db, ids: readonly string[], at: At): Promise<void> {
  const before = new Set((await tiedUpTo(tx, at)).map(({ file }) => file.id));
  const fresh = ids.filter((id) => !before.has(id));
  await attachTo(context, tx, fresh, {
    module: 'publishing',
    record: 'version',
    key: `${at.id}/${at.version}`,
  });
}

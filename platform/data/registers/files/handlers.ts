import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { idsOf, personNow } from '../regroup/alias-store.ts';
import { subjects } from '../subjects.ts';
import { isVisible } from '../visible.ts';
import type { File, fileOperations } from './contract.ts';
import { fileSectionPoint, type FileItem } from './sections.ts';
import { claimsAgainst } from './store.ts';

const most = 20;

/** The sections of those who keep something of it, as far as the asker may see each. */
async function sectionsOf(context: Context, subject: 'person' | 'company', ids: readonly string[]) {
  const sections: File['sections'] = [];
  // One after the other: the embedded store runs one statement at a time.
  for (const section of context.contributions(fileSectionPoint)) {
    if (!section.subjects.includes(subject) || !may(context.actor, section.permission)) continue;
    const found: FileItem[] = [];
    for (const id of ids) found.push(...(await section.read(context, { subject, id, limit: most })));
    if (found.length === 0) continue;
    sections.push({
      kind: section.kind,
      title: section.title,
      items: newest(found)
        .slice(0, most)
        .map(({ path, ...item }) => ({ ...item, path: path ?? null })),
      more: found.length > most,
    });
  }
  return sections;
}

/** Of several ids of one person together, each matter once. */
const newest = (items: readonly FileItem[]): FileItem[] =>
  [...new Map(items.map((item) => [item.key, item])).values()].toSorted((one, other) =>
    one.at < other.at ? 1 : -1,
  );

export const fileHandlers: Handlers<typeof fileOperations> = {
  async file({ params }, context) {
    const subject = subjects[params.key.startsWith('C') ? 'company' : 'person'];
    const key = await personNow(context.db, params.key);
    if (!(await isVisible(context, subject.record, key))) throw notFound(subject.record.title, key);
    const ids = await idsOf(context.db, key);
    const sections = await sectionsOf(context, subject.name, ids);
    const claims = await claimsAgainst(context.db, ids);
    await context.ledger(context.db, {
      action: 'read',
      resource: `registers.${subject.name}`,
      basis: 'registers:file',
      subjects: [key],
      detail: { operation: 'file', sections: sections.map(({ kind }) => kind), conflicts: claims.length },
    });
    const open = may(context.actor, 'quality:read');
    return {
      id: key,
      subject: subject.name,
      conflicts: claims.map(({ dataset, batch }) => ({
        dataset,
        batch,
        finding: open ? `/quality/findings?dataset=${dataset}&status=open` : null,
      })),
      sections,
    };
  },
};

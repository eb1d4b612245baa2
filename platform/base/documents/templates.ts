import { isDeepStrictEqual } from 'node:util';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { Template } from './contract.ts';
import {
  findDraft,
  findPublished,
  findTemplates,
  publishDraft,
  saveDraft,
  type TemplateDraft,
} from './template-store.ts';
import { texts } from './texts.ts';

const note = (context: Context, detail: Record<string, unknown>) => ({
  action: 'administer' as const,
  resource: 'documents.template',
  basis: 'documents:templates',
  subjects: [],
  detail: { by: context.actor.id, ...detail },
});

/** What comes from the city's files is changed in the files: else the next start would undo it. */
async function requireOwn(context: Context, code: string): Promise<void> {
  const present = await findPublished(context.db, code);
  if (present && present.source !== 'console')
    throw new Problem(409, 'documents.city-template', texts.cityTemplate);
}

export async function saveTemplate(
  context: Context,
  draft: Pick<TemplateDraft, 'code' | 'title' | 'issuer' | 'layout'>,
): Promise<Template> {
  await requireOwn(context, draft.code);
  const { actor, clock } = context;
  return context.transaction(async (tx) => {
    await saveDraft(tx, { ...draft, source: 'console', at: clock.now().toISOString(), by: actor.id });
    await context.ledger(tx, note(context, { template: draft.code, done: 'saved' }));
    const saved = await findDraft(tx, draft.code);
    if (!saved) throw new Problem(409, 'documents.draft-moved', texts.draftMoved);
    return saved;
  });
}

/** @throws Problem 404 `documents.no-draft` */
export async function publishTemplate(context: Context, code: string): Promise<Template> {
  return context.transaction(async (tx) => {
    if (!(await publishDraft(tx, code))) throw new Problem(404, 'documents.no-draft', texts.noDraft);
    await context.ledger(tx, note(context, { template: code, done: 'published' }));
    const published = await findPublished(tx, code);
    if (!published) throw new Problem(404, 'documents.no-draft', texts.noDraft);
    return published;
  });
}

/** Brings a template of the city's files into force; the same again changes nothing. */
export async function ensureTemplate(
  context: Context,
  template: Pick<TemplateDraft, 'code' | 'title' | 'issuer' | 'layout'>,
  source: string,
): Promise<void> {
  const present = await findPublished(context.db, template.code);
  const same =
    present &&
    isDeepStrictEqual(
      [present.layout, present.title, present.issuer],
      [template.layout, template.title, template.issuer],
    );
  if (same) return;
  await context.transaction(async (tx) => {
    const at = context.clock.now().toISOString();
    await saveDraft(tx, { ...template, source, at, by: context.actor.id });
    await publishDraft(tx, template.code);
    await context.ledger(tx, note(context, { template: template.code, done: 'published', source }));
  });
}

export const listTemplates = (context: Context): Promise<Template[]> => findTemplates(context.db);

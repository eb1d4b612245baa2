import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import type { Form } from './contract.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const note = (context: Context, form: string, done: string) => ({
  action: 'administer' as const,
  resource: 'forms.form',
  basis: 'forms:design',
  subjects: [],
  detail: { by: context.actor.id, form, done },
});

/** Only whose form it is changes it; what comes from the city's files is changed there. */
async function requireOwn(context: Context, code: string): Promise<string> {
  const { organisation } = context.actor;
  if (!organisation) throw new Problem(422, 'forms.no-organisation', texts.noOrganisation);
  const present = await store.findOwner(context.db, code);
  if (present && present.owner !== organisation) throw new Problem(403, 'forms.not-owner', texts.notOwner);
  if (present && present.source !== 'console') throw new Problem(409, 'forms.city-form', texts.cityForm);
  return organisation;
}

export async function saveForm(
  context: Context,
  draft: Pick<store.FormDraft, 'code' | 'title' | 'lead' | 'definition'>,
): Promise<Form> {
  const owner = await requireOwn(context, draft.code);
  return context.transaction(async (tx) => {
    await store.saveDraft(tx, { ...draft, owner, source: 'console', at: context.clock.now().toISOString() });
    await context.ledger(tx, note(context, draft.code, 'saved'));
    const saved = await store.findForm(tx, draft.code, 'draft');
    if (!saved) throw notFound(texts.form, draft.code);
    return saved;
  });
}

export async function publishForm(context: Context, code: string): Promise<Form> {
  await requireOwn(context, code);
  return context.transaction(async (tx) => {
    if (!(await store.publish(tx, code))) throw new Problem(404, 'forms.no-draft', texts.noDraft);
    await context.ledger(tx, note(context, code, 'published'));
    const published = await store.findForm(tx, code, 'published');
    if (!published) throw notFound(texts.form, code);
    return published;
  });
}

export async function retireForm(context: Context, code: string): Promise<void> {
  await requireOwn(context, code);
  await context.transaction(async (tx) => {
    if (!(await store.retire(tx, code))) throw notFound(texts.form, code);
    await context.ledger(tx, note(context, code, 'retired'));
  });
}

/** Brings a form of the city's files into force; the same again changes nothing. */
export async function ensureForm(context: Context, form: Omit<store.FormDraft, 'at'>): Promise<void> {
  const present = await store.findForm(context.db, form.code, 'published');
  const same =
    present &&
    JSON.stringify([present.title, present.lead, present.owner, present.definition]) ===
      JSON.stringify([form.title, form.lead, form.owner, form.definition]);
  if (same) return;
  await context.transaction(async (tx) => {
    await store.saveDraft(tx, { ...form, at: context.clock.now().toISOString() });
    await store.publish(tx, form.code);
  });
}

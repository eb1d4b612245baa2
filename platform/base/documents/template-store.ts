import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Template } from './contract.ts';
import type { Layout } from './layout.ts';

const columns = sql`code, version, json_build_object('zh', title_zh, 'en', title_en) as title, state, issuer, layout,
  source, changed_at as "changedAt"`;

/** The newest of each state of each template. */
export async function findTemplates(db: Db): Promise<Template[]> {
  const { rows } = await sql<Template>`
    select ${columns} from documents.template where state <> 'retired' order by code, version desc limit 1000
  `.execute(db);
  return rows;
}

export async function findPublished(db: Db, code: string): Promise<Template | undefined> {
  const { rows } = await sql<Template>`
    select ${columns} from documents.template where code = ${code} and state = 'published'`.execute(db);
  return rows[0];
}

export async function getTemplateVersion(db: Db, code: string, version: number): Promise<Template> {
  const { rows } = await sql<Template>`
    select ${columns} from documents.template where code = ${code} and version = ${version}`.execute(db);
  if (!rows[0]) throw new Error(`no template ${code} ${version}`);
  return rows[0];
}

export interface TemplateDraft {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly issuer: string | null;
  readonly layout: Layout;
  readonly source: string;
  readonly at: string;
  readonly by: string;
}

/** Saves the draft of a template, beside what is published. */
export async function saveDraft(tx: Db, draft: TemplateDraft): Promise<void> {
  await sql`insert into documents.template
      (code, version, title_zh, title_en, state, issuer, layout, source, changed_at, changed_by)
    select ${draft.code}, coalesce(max(version), 0) + 1, ${draft.title.zh}, ${draft.title.en}, 'draft', ${draft.issuer},
      ${JSON.stringify(draft.layout)}::jsonb, ${draft.source}, ${draft.at}::timestamptz, ${draft.by}
    from documents.template where code = ${draft.code}
    on conflict (code) where state = 'draft' do update set title_zh = excluded.title_zh, title_en = excluded.title_en,
      issuer = excluded.issuer, layout = excluded.layout, source = excluded.source, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(tx);
}

export async function findDraft(db: Db, code: string): Promise<Template | undefined> {
  const { rows } = await sql<Template>`
    select ${columns} from documents.template where code = ${code} and state = 'draft'`.execute(db);
  return rows[0];
}

/** The draft takes the place of what was published. @returns false when there is no draft */
export async function publishDraft(tx: Db, code: string): Promise<boolean> {
  const draft = await findDraft(tx, code);
  if (!draft) return false;
  await sql`update documents.template set state = 'retired' where code = ${code} and state = 'published'`.execute(
    tx,
  );
  await sql`update documents.template set state = 'published'
    where code = ${code} and version = ${draft.version}`.execute(tx);
  return true;
}

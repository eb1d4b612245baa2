import { sql } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import { oneAtATime, type Db } from '#kernel/db';
import type { Parties } from '#platform/base/identity';
import type { Form, MyAnswer } from './contract.ts';
import type { Answers, Definition } from './definition.ts';

const formColumns = sql`f.code, f.version, json_build_object('zh', f.title_zh, 'en', f.title_en) as title,
  json_build_object('zh', f.lead_zh, 'en', f.lead_en) as lead, f.owner, f.state, f.definition, f.source,
  f.changed_at as "changedAt"`;

export async function findForms(db: Db, state?: Form['state']): Promise<Form[]> {
  const { rows } = await sql<Form>`select ${formColumns} from forms.form f
    where ${state ? sql`f.state = ${state}` : sql`f.state <> 'retired'`} order by f.code, f.version limit 1000`.execute(
    db,
  );
  return rows;
}

export async function findForm(
  db: Db,
  code: string,
  which: Form['state'] | number,
): Promise<Form | undefined> {
  const { rows } = await sql<Form>`select ${formColumns} from forms.form f where f.code = ${code}
    and ${typeof which === 'number' ? sql`f.version = ${which}` : sql`f.state = ${which}`}`.execute(db);
  return rows[0];
}

/** Whose form it is, since its first version. */
export async function findOwner(
  db: Db,
  code: string,
): Promise<{ owner: string; source: string } | undefined> {
  const { rows } = await sql<{ owner: string; source: string }>`
    select owner, source from forms.form where code = ${code} order by version desc limit 1`.execute(db);
  return rows[0];
}

export interface FormDraft {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly lead: { readonly zh: string; readonly en: string };
  readonly owner: string;
  readonly definition: Definition;
  readonly source: string;
  readonly at: string;
}

export async function saveDraft(tx: Db, draft: FormDraft): Promise<void> {
  await sql`insert into forms.form (code, version, title_zh, title_en, lead_zh, lead_en, owner, state, definition, source, changed_at)
    select ${draft.code}, coalesce(max(version), 0) + 1, ${draft.title.zh}, ${draft.title.en}, ${draft.lead.zh},
      ${draft.lead.en}, ${draft.owner}, 'draft', ${JSON.stringify(draft.definition)}::jsonb, ${draft.source},
      ${draft.at}::timestamptz from forms.form where code = ${draft.code}
    on conflict (code) where state = 'draft' do update set title_zh = excluded.title_zh, title_en = excluded.title_en,
      lead_zh = excluded.lead_zh, lead_en = excluded.lead_en, definition = excluded.definition,
      changed_at = excluded.changed_at`.execute(tx);
}

/** The draft takes the place of what was published. @returns false without a draft */
export async function publish(tx: Db, code: string): Promise<boolean> {
  const draft = await findForm(tx, code, 'draft');
  if (!draft) return false;
  await retire(tx, code);
  await sql`update forms.form set state = 'published' where code = ${code} and version = ${draft.version}`.execute(
    tx,
  );
  return true;
}

export async function retire(tx: Db, code: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update forms.form set state = 'retired' where code = ${code} and state = 'published'`.execute(tx);
  return numAffectedRows === 1n;
}

export interface AnswerRow extends MyAnswer {
  readonly owner: string;
  readonly subject: string;
  /** For whom the person acted: key of a company or person in its register. */
  readonly onBehalfOf: string | null;
}

const answerColumns = sql`a.id, a.form, a.version, a.owner, a.subject, a.on_behalf_of as "onBehalfOf", a.state, a.receipt, a.revision, a.answers,
  a.saved_at as "savedAt", a.submitted_at as "submittedAt",
  json_build_object('zh', f.title_zh, 'en', f.title_en) as title`;
const answer = sql`forms.answer a join forms.form f on f.code = a.form and f.version = a.version`;

/** What the party itself, and nobody in its place, began. */
const ofParty = ({ account, keys }: Pick<Parties, 'account' | 'keys'>) =>
  sql`(a.on_behalf_of = any(${[...keys]}::text[]) or (a.on_behalf_of is null and a.subject = ${account ?? null}))`;

/** The party's draft of a form, whoever began it for them; made when there is none. */
export async function beginAnswer(
  tx: Db,
  begun: {
    id: string;
    form: Form;
    subject: string;
    onBehalfOf: string | null;
    parties: Parties;
    at: string;
  },
): Promise<AnswerRow | undefined> {
  const { form, parties } = begun;
  // Two agents of one company who begin at once go on in one draft.
  const party = parties.keys.at(-1) ?? begun.subject;
  await oneAtATime(tx, `forms.begin ${form.code} ${party}`);
  const before = await findDraft(tx, form.code, parties);
  if (before) return before;
  await sql`insert into forms.answer (id, form, version, owner, subject, on_behalf_of, state, revision, answers, saved_at)
    values (${begun.id}, ${form.code}, ${form.version}, ${form.owner}, ${begun.subject}, ${begun.onBehalfOf}, 'draft', 1,
      '{}'::jsonb, ${begun.at})
    on conflict (form, subject, coalesce(on_behalf_of, '')) where state = 'draft' do nothing`.execute(tx);
  return findDraft(tx, form.code, parties);
}

/** One that was returned to be completed comes first: beside it nothing is begun anew. */
async function findDraft(tx: Db, form: string, parties: Parties): Promise<AnswerRow | undefined> {
  const { rows } = await sql<AnswerRow>`select ${answerColumns} from ${answer}
    where a.form = ${form} and ${ofParty(parties)} and a.state = 'draft'
    order by (a.receipt is null), a.saved_at desc, a.id limit 1`.execute(tx);
  return rows[0];
}

/** An answer that the actor may see as their own or as that of one for whom they may act, locked for a change. */
export async function lockMine(tx: Db, id: string, parties: Parties): Promise<AnswerRow | undefined> {
  const { rows } = await sql<AnswerRow>`select ${answerColumns} from ${answer}
    where a.id = ${id} and ${seenBy(parties)} for update of a`.execute(tx);
  return rows[0];
}

export async function findMyAnswer(db: Db, id: string, parties: Parties): Promise<AnswerRow | undefined> {
  const { rows } = await sql<AnswerRow>`select ${answerColumns} from ${answer}
    where a.id = ${id} and ${seenBy(parties)}`.execute(db);
  return rows[0];
}

const seenBy = ({ account, keys, others }: Parties) => ofParty({ account, keys: [...keys, ...others] });

/** An answer, locked, for the module that receives it. */
export async function lockAnswer(tx: Db, id: string): Promise<AnswerRow | undefined> {
  const { rows } = await sql<AnswerRow>`select ${answerColumns} from ${answer}
    where a.id = ${id} for update of a`.execute(tx);
  return rows[0];
}

/** Ids of drafts, a piece after another. */
export async function draftsAfter(db: Db, last: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from forms.answer
    where state = 'draft' and id > ${last} order by id limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Makes room for an answer that is returned: a draft that was begun beside it, and never handed in, goes. @returns its id */
export async function dropDraftBeside(tx: Db, row: AnswerRow): Promise<string[]> {
  const beside =
    row.onBehalfOf === null
      ? sql`on_behalf_of is null and subject = ${row.subject}`
      : sql`on_behalf_of = ${row.onBehalfOf}`;
  const { rows } = await sql<{ id: string }>`delete from forms.answer where form = ${row.form} and ${beside}
    and receipt is null and state = 'draft' and id <> ${row.id} returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function findMine(db: Db, parties: Parties): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`select ${answerColumns} from ${answer}
    where ${seenBy(parties)} order by a.saved_at desc, a.id limit 200`.execute(db);
  return rows;
}

export async function saveAnswer(
  tx: Db,
  id: string,
  saved: {
    answers: Answers;
    at: string;
    state: MyAnswer['state'];
    receipt: string | null;
    submittedAt: string | null;
  },
): Promise<void> {
  await sql`update forms.answer set answers = ${JSON.stringify(saved.answers)}::jsonb, saved_at = ${saved.at},
    state = ${saved.state}, receipt = ${saved.receipt}, submitted_at = ${saved.submittedAt}, revision = revision + 1
    where id = ${id}`.execute(tx);
}

export async function noteConsent(tx: Db, id: string, consent: object): Promise<void> {
  await sql`update forms.answer set consent = ${JSON.stringify(consent)}::jsonb where id = ${id}`.execute(tx);
}

/** Of forms of one's own organisation; of all with the scope of the city. */
const received = (actor: Actor) => {
  const scope = scopeOf(actor, 'forms:answers');
  if (scope === 'city') return sql`a.state <> 'draft'`;
  return scope === 'department' && actor.organisation
    ? sql`a.state <> 'draft' and a.owner = ${actor.organisation}`
    : sql`false`;
};

export async function findReceived(db: Db, actor: Actor, id: string): Promise<AnswerRow | undefined> {
  const { rows } = await sql<AnswerRow>`
    select ${answerColumns} from ${answer} where a.id = ${id} and ${received(actor)}`.execute(db);
  return rows[0];
}

export async function listReceived(
  db: Db,
  actor: Actor,
  asked: { form: string; after: { at: string; id: string } | undefined; limit: number },
): Promise<AnswerRow[]> {
  const after = asked.after
    ? sql`and (a.submitted_at, a.id) > (${asked.after.at}::timestamptz, ${asked.after.id})`
    : sql``;
  const { rows } = await sql<AnswerRow>`select ${answerColumns} from ${answer}
    where a.form = ${asked.form} and ${received(actor)} ${after} order by a.submitted_at, a.id limit ${asked.limit}
  `.execute(db);
  return rows;
}

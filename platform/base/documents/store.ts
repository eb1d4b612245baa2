import { sql, type RawBuilder } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Permission } from '#kernel/operation';
import type { Values } from './layout.ts';
import type { Sealed } from './points.ts';

/** Takes the next number of a series and year; nobody else's transaction takes one until this one ends, so there is no gap. */
export async function nextNumber(tx: Db, series: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into documents.series (series, year, last) values (${series}, ${year}, 1)
    on conflict (series, year) do update set last = documents.series.last + 1 returning last`.execute(tx);
  return rows[0]?.last ?? 0;
}

export interface PaperRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly template: string;
  readonly issuer: string;
  readonly state: 'numbered' | 'issued' | 'revoked' | 'archived' | 'disposed';
  readonly issuedOn: string;
  readonly keptUntil: string | null;
  readonly retention: 'permanent' | '30-years' | '10-years';
  readonly pages: number | null;
  readonly digest: string | null;
  readonly simulated: boolean;
  readonly recordedAt: string;
  readonly version: number | null;
  readonly values: Values | null;
  readonly file: string | null;
  readonly code: string | null;
  readonly seal: Sealed | null;
  readonly missing: string[] | null;
}

const columns = sql`p.id, p.number, p.title, p.template, p.issuer, p.state, p.issued_on::text as "issuedOn",
  p.kept_until::text as "keptUntil", p.retention, p.pages, p.digest, p.simulated, p.recorded_at as "recordedAt",
  c.template_version as version, c."values", c.file, c.code, c.seal, c.missing`;
const paper = sql`documents.paper p left join documents.content c on c.paper = p.id`;

/** Papers of one's own organisation, of all with the scope of the city. */
function visible(actor: Actor, permission: Permission): RawBuilder<unknown> {
  const scope = scopeOf(actor, permission);
  if (scope === 'city') return sql`true`;
  return scope === 'department' && actor.organisation ? sql`p.issuer = ${actor.organisation}` : sql`false`;
}

export async function findPaper(
  db: Db,
  id: string,
  who?: { readonly actor: Actor; readonly permission: Permission },
): Promise<PaperRow | undefined> {
  const { rows } = await sql<PaperRow>`select ${columns} from ${paper}
    where p.id = ${id} and ${who ? visible(who.actor, who.permission) : sql`true`}`.execute(db);
  return rows[0];
}

/** The paper locked until the transaction ends. */
export async function lockPaper(tx: Db, id: string): Promise<PaperRow | undefined> {
  await sql`select 1 from documents.paper where id = ${id} for update`.execute(tx);
  return findPaper(tx, id);
}

/** By the code on it, or by its number. */
export async function findVerifiable(db: Db, code: string, number: string): Promise<PaperRow | undefined> {
  const { rows } = await sql<PaperRow>`
    select ${columns} from ${paper} where c.code = ${code} or p.number = ${number} limit 1`.execute(db);
  return rows[0];
}

export async function insertContent(
  tx: Db,
  content: { paper: string; version: number; values: Values; code: string },
): Promise<void> {
  await sql`insert into documents.content (paper, template_version, "values", code)
    values (${content.paper}, ${content.version}, ${JSON.stringify(content.values)}::jsonb, ${content.code})`.execute(
    tx,
  );
}

export async function savePrinted(
  tx: Db,
  id: string,
  printed: { file: string; seal: Sealed | undefined; missing: readonly string[] },
): Promise<void> {
  const seal = printed.seal ? JSON.stringify(printed.seal) : null;
  await sql`update documents.content set file = ${printed.file}, seal = ${seal}::jsonb,
    missing = ${[...printed.missing]}::text[] where paper = ${id}`.execute(tx);
}

/** Takes what a paper says away for good. @returns its file */
export async function eraseContent(tx: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ file: string | null }>`
    delete from documents.content where paper = ${id} returning file`.execute(tx);
  return rows[0]?.file ?? undefined;
}

export interface RequestRow {
  readonly paper: string;
  readonly asked: string;
}

/** Remembers a request; when it was made before, waits for that one and gives what it became. */
export async function claimRequest(
  tx: Db,
  request: { requester: string; key: string; paper: string; asked: string },
): Promise<RequestRow | undefined> {
  const { numAffectedRows } = await sql`
    insert into documents.request (requester, key, paper, asked)
    values (${request.requester}, ${request.key}, ${request.paper}, ${request.asked})
    on conflict do nothing`.execute(tx);
  if (numAffectedRows === 1n) return undefined;
  const { rows } = await sql<RequestRow>`
    select paper, asked from documents.request where requester = ${request.requester} and key = ${request.key}
  `.execute(tx);
  return rows[0];
}

/** Papers that took a number and were not printed, since the process ended in between. */
export async function findUnprinted(db: Db, before: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from documents.paper where state = 'numbered' and recorded_at < ${before} order by id limit 200
  `.execute(db);
  return rows.map(({ id }) => id);
}

import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Finding } from './shapes.ts';
import type { Edit } from './sync.ts';

export interface VisitRow {
  readonly id: string;
  readonly plan: string;
  readonly kind: string;
  readonly object: string;
  readonly objectName: string;
  readonly organisation: string;
  readonly team: readonly string[];
  readonly checklist: string;
  readonly checklistVersion: number;
  readonly state: 'assigned' | 'recorded' | 'mending' | 'closed';
  readonly score: number | null;
  readonly grade: string | null;
  readonly findings: readonly Finding[] | null;
  readonly round: number;
  readonly simulated: boolean;
}

const columns = sql`v.id, v.plan, v.kind, v.object, v.object_name as "objectName", v.organisation, v.team, v.checklist,
  v.checklist_version as "checklistVersion", v.state, v.score, v.grade, v.findings, v.round, v.simulated`;

/** A visit; locked, nobody else's edits come between until the transaction ends. */
export async function findVisit(db: Db, id: string, lock = false): Promise<VisitRow | undefined> {
  const { rows } = await sql<VisitRow>`
    select ${columns} from inspections.visit v where v.id = ${id} and v.withdrawn_at is null
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

/**
 * Visits of an actor that are not closed, in the order of their objects. Two plans may draw the same object for the same
 * inspector: the plan's title tells them apart.
 */
export async function visitsOf(
  db: Db,
  actor: string,
): Promise<(VisitRow & { readonly planTitle: string })[]> {
  const { rows } = await sql<VisitRow & { planTitle: string }>`
    select ${columns}, p.title as "planTitle" from inspections.visit v
    join inspections.plan p on p.code = v.plan
    join inspections.inspector i on v.team ? i.code and i.withdrawn_at is null
    join identity.account_v1 a on a.account = i.account and a.id = ${actor}
    where v.state <> 'closed' and v.withdrawn_at is null order by v.object_name, v.id limit 200`.execute(db);
  return rows;
}

export async function isOfTeam(db: Db, actor: string, team: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select i.code from inspections.inspector i
    join identity.account_v1 a on a.account = i.account
    where a.id = ${actor} and i.code = any(${[...team]}::text[]) and i.withdrawn_at is null`.execute(db);
  return rows.length > 0;
}

/** The log of a visit behind a place, in its order. */
export async function editsOf(db: Db, visit: string, after = 0): Promise<Edit[]> {
  const { rows } = await sql<{ body: Edit }>`
    select body from inspections.edit where visit = ${visit} and place > ${after} order by place`.execute(db);
  return rows.map(({ body }) => body);
}

export async function lastPlace(db: Db, visit: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(place), 0) as last from inspections.edit where visit = ${visit}`.execute(db);
  return rows[0]?.last ?? 0;
}

/** Edits of these ids, of whatever visit: an id is one edit for good. */
export async function editsWithIds(
  db: Db,
  ids: readonly string[],
): Promise<readonly { readonly visit: string; readonly body: Edit }[]> {
  const { rows } = await sql<{ visit: string; body: Edit }>`
    select visit, body from inspections.edit where id = any(${[...ids]}::text[])`.execute(db);
  return rows;
}

export interface Arrival {
  readonly visit: string;
  /** Place of the last edit before them. */
  readonly behind: number;
  readonly by: string;
  readonly at: string;
}

export async function insertEdits(
  tx: Db,
  edits: readonly Edit[],
  { visit, behind, by, at }: Arrival,
): Promise<void> {
  for (const [index, edit] of edits.entries())
    await sql`insert into inspections.edit (id, visit, place, body, by, received_at)
      values (${edit.id}, ${visit}, ${behind + index + 1}, ${JSON.stringify(edit)}::jsonb, ${by}, ${at})`.execute(
      tx,
    );
}

/** Digests and attachments of the photos that have arrived. */
export async function photosOf(db: Db, visit: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ sha256: string; attachment: string }>`
    select sha256, attachment from inspections.photo where visit = ${visit}`.execute(db);
  return new Map(rows.map(({ sha256, attachment }) => [sha256, attachment]));
}

/** @returns false when it had arrived before */
export async function insertPhoto(
  tx: Db,
  photo: { readonly visit: string; readonly sha256: string; readonly attachment: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into inspections.photo (visit, sha256, attachment)
    values (${photo.visit}, ${photo.sha256}, ${photo.attachment}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

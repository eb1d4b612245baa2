import { sql } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Disposal, Transfer } from './contract.ts';

/** Of one's own organisation, or of all. */
const mine = (actor: Actor) =>
  scopeOf(actor, 'documents:archive') === 'city' ? sql`true` : sql`issuer = ${actor.organisation ?? ''}`;

export interface Listed {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly issuedOn: string;
  readonly retention: 'permanent' | '30-years' | '10-years';
  readonly keptUntil: string | null;
  readonly digest: string | null;
  readonly state: string;
}
const listed = sql`id, number, title, issued_on::text as "issuedOn", retention, kept_until::text as "keptUntil",
  digest, state`;

/** Papers of an organisation that wait for their transfer, locked. */
export async function lockForTransfer(tx: Db, issuer: string, until: string): Promise<Listed[]> {
  const { rows } = await sql<Listed>`select ${listed} from documents.paper
    where issuer = ${issuer} and state in ('issued', 'revoked') and transfer is null and issued_on <= ${until}::date
    order by number for update`.execute(tx);
  return rows;
}

export async function insertTransfer(tx: Db, transfer: Transfer & { by: string }): Promise<void> {
  await sql`insert into documents.transfer (id, title, issuer, until, papers, digest, made_at, made_by)
    values (${transfer.id}, ${transfer.title}, ${transfer.issuer}, ${transfer.until}, ${transfer.papers},
      ${transfer.digest}, ${transfer.madeAt}, ${transfer.by})`.execute(tx);
}

/** The latest, or one of them. */
export async function findTransfers(db: Db, actor: Actor, id?: string): Promise<Transfer[]> {
  const { rows } = await sql<Transfer>`
    select id, title, issuer, until::text, papers, digest, made_at as "madeAt" from documents.transfer
    where ${mine(actor)} and ${id === undefined ? sql`true` : sql`id = ${id}`}
    order by made_at desc, id limit 500`.execute(db);
  return rows;
}

/** Takes the titles out of the versions before. */
export async function eraseTitles(tx: Db, papers: readonly string[], title: string): Promise<void> {
  await sql`update documents.paper_history set title = ${title} where id = any(${[...papers]}::text[])`.execute(
    tx,
  );
}

export async function papersOfTransfer(db: Db, transfer: string): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select ${listed} from documents.paper where transfer = ${transfer} order by number`.execute(db);
  return rows;
}

/** Archived papers whose time is over and that no open or done list holds. */
export async function findExpired(
  db: Db,
  actor: Actor,
  today: string,
): Promise<(Listed & { issuer: string; keptUntil: string })[]> {
  const { rows } = await sql<Listed & { issuer: string; keptUntil: string }>`
    select ${listed}, issuer from documents.paper
    where ${mine(actor)} and state in ('archived', 'revoked') and transfer is not null and kept_until < ${today}::date
      and not exists (select 1 from documents.disposal d where d.state = 'proposed' and paper.id = any(d.papers))
    order by kept_until, number limit 1000`.execute(db);
  return rows;
}

const disposalColumns = sql`id, issuer, reason, papers, state, proposed_at as "proposedAt", proposed_by as "proposedBy",
  decided_at as "decidedAt", proof`;

export async function insertDisposal(tx: Db, disposal: Disposal): Promise<void> {
  await sql`insert into documents.disposal (id, issuer, reason, papers, state, proposed_at, proposed_by)
    values (${disposal.id}, ${disposal.issuer}, ${disposal.reason}, ${disposal.papers}::text[], 'proposed',
      ${disposal.proposedAt}, ${disposal.proposedBy})`.execute(tx);
}

/** A list with what it is about. */
export type Listing = Disposal & { readonly holds: { id: string; number: string; title: string }[] };

export async function findDisposals(db: Db, actor: Actor): Promise<Listing[]> {
  const { rows } = await sql<Listing>`select ${disposalColumns}, coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'title', p.title) order by p.number)
      from documents.paper p where p.id = any(disposal.papers)), '[]') as holds
    from documents.disposal
    where ${mine(actor)} order by proposed_at desc, id limit 500`.execute(db);
  return rows;
}

export async function lockDisposal(tx: Db, actor: Actor, id: string): Promise<Disposal | undefined> {
  const { rows } = await sql<Disposal>`select ${disposalColumns} from documents.disposal
    where id = ${id} and ${mine(actor)} for update`.execute(tx);
  return rows[0];
}

export async function decideDisposal(
  tx: Db,
  id: string,
  decided: { state: 'done' | 'refused'; at: string; by: string; proof: string | null },
): Promise<void> {
  await sql`update documents.disposal set state = ${decided.state}, decided_at = ${decided.at},
    decided_by = ${decided.by}, proof = ${decided.proof} where id = ${id}`.execute(tx);
}

import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Role, Side, State, Way } from '../names.ts';

export interface NodeRow {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly owner: string;
  readonly role: Role;
  readonly way: Way;
  readonly datasets: readonly string[];
  /** Kept at both ends. */
  readonly shared: readonly string[];
  /** Whose word counts where both change one row. */
  readonly authority: Side;
  readonly state: State;
  readonly lastSeenAt: string | null;
  readonly clockOffset: number | null;
  readonly waiting: number | null;
  readonly keyUntil: string | null;
  readonly version: string | null;
  readonly simulated: boolean;
}

const columns = sql`code, title_zh as "titleZh", title_en as "titleEn", owner, role, way, datasets, shared, authority, state,
  last_seen_at as "lastSeenAt", clock_offset as "clockOffset", waiting, key_until as "keyUntil", version, simulated`;

export async function findNode(db: Db, code: string): Promise<NodeRow | undefined> {
  const { rows } = await sql<NodeRow>`
    select ${columns} from nodes.node where code = ${code} and withdrawn_at is null`.execute(db);
  return rows[0];
}

/** Nodes that keep a dataset too. */
export async function nodesSharing(db: Db, dataset: string): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    select ${columns} from nodes.node where shared @> ${JSON.stringify([dataset])}::jsonb
      and state = 'active' and withdrawn_at is null order by code`.execute(db);
  return rows;
}

/** The same, held for the rest of the transaction. */
export async function lockNode(tx: Db, code: string): Promise<NodeRow | undefined> {
  const { rows } = await sql<NodeRow>`
    select ${columns} from nodes.node where code = ${code} and withdrawn_at is null for update`.execute(tx);
  return rows[0];
}

export async function setState(tx: Db, code: string, state: State): Promise<void> {
  await sql`update nodes.node set state = ${state}, revision = revision + 1 where code = ${code}`.execute(tx);
}

/** A node that the city had forgotten, as its certificate says it was. */
export async function putNode(
  tx: Db,
  node: Pick<NodeRow, 'code' | 'owner' | 'role' | 'datasets'>,
): Promise<void> {
  const { code, owner, role, datasets } = node;
  await sql`insert into nodes.node (code, title_zh, title_en, owner, role, way, datasets, state, source)
    values (${code}, ${code}, ${code}, ${owner}, ${role}, 'network', ${JSON.stringify(datasets)}::jsonb, 'active',
      'nodes.rejoin') on conflict do nothing`.execute(tx);
}

export interface Seen {
  readonly at: string;
  readonly version: string;
  /** Milliseconds by which the node's clock is ahead. */
  readonly clockOffset: number;
  readonly waiting: number;
}

export async function noteSeen(db: Db, code: string, seen: Seen): Promise<void> {
  const offset = Math.max(-2_000_000_000, Math.min(2_000_000_000, Math.round(seen.clockOffset / 1000)));
  await sql`update nodes.node set last_seen_at = ${seen.at}, version = ${seen.version},
      clock_offset = ${offset}, waiting = ${seen.waiting} where code = ${code}`.execute(db);
}

/** Only the newest code of a node can be used. */
export async function putInvitation(
  tx: Db,
  invitation: { readonly id: string; readonly macKey: string; readonly node: string; readonly until: string },
): Promise<void> {
  const { id, macKey, node, until } = invitation;
  await sql`delete from nodes.invitation where node = ${node}`.execute(tx);
  await sql`insert into nodes.invitation (digest, mac_key, node, until)
    values (${id}, ${macKey}, ${node}, ${until})`.execute(tx);
}

export interface Invitation {
  readonly macKey: string;
  readonly node: string;
  readonly until: string;
  /** Of the one who used it. */
  readonly key: string | null;
}

export async function lockInvitation(tx: Db, digest: string): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    select node, until, key, mac_key as "macKey" from nodes.invitation where digest = ${digest} for update`.execute(
    tx,
  );
  return rows[0];
}

export async function useInvitation(tx: Db, digest: string, key: string): Promise<void> {
  await sql`update nodes.invitation set key = ${key} where digest = ${digest}`.execute(tx);
}

export const dropInvitations = async (tx: Db, node: string): Promise<void> => {
  await sql`delete from nodes.invitation where node = ${node}`.execute(tx);
};

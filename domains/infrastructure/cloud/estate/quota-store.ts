import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Amounts } from './rules.ts';
import type { QuotaRequest } from './shapes.ts';

export type RequestRow = Omit<QuotaRequest, 'tenantName'>;

const columns = sql`r.id, r.tenant, json_build_object('cpu', r.cpu, 'memoryGb', r.memory_gb, 'storageGb', r.storage_gb) as asked,
  case when r.granted_cpu is not null then json_build_object('cpu', r.granted_cpu, 'memoryGb', r.granted_memory_gb,
    'storageGb', r.granted_storage_gb) end as granted,
  r.reason, r.state, r.asked_by as "askedBy", r.asked_at as "askedAt", r.decided_by as "decidedBy",
  r.decided_at as "decidedAt", r.answer, r.simulated`;

const ofTenant = (tenant: string | undefined) =>
  tenant === undefined ? sql`true` : sql`r.tenant = ${tenant}`;

/** Promises are made one after another: two at once would each see the room that the other takes. */
export const lockPromises = (tx: Db): Promise<unknown> =>
  sql`lock table cloud.quota in share row exclusive mode`.execute(tx);

export interface NewRequest extends Amounts {
  readonly id: string;
  readonly tenant: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly simulated: boolean;
}

/** @returns false while another of the department waits */
export async function insertRequest(tx: Db, asked: NewRequest): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into cloud.quota_request (id, tenant, cpu, memory_gb, storage_gb, reason, state, asked_by, asked_at, simulated)
    values (${asked.id}, ${asked.tenant}, ${asked.cpu}, ${asked.memoryGb}, ${asked.storageGb}, ${asked.reason}, 'asked',
      ${asked.by}, ${asked.at}, ${asked.simulated})
    on conflict (tenant) where state = 'asked' do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findRequest(
  db: Db,
  id: string,
  wanted: { readonly tenant: string | undefined; readonly lock?: boolean },
): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`select ${columns} from cloud.quota_request r
    where r.id = ${id} and ${ofTenant(wanted.tenant)} ${wanted.lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

export interface Cursor {
  readonly at: string;
  readonly id: string;
}

export async function listRequests(
  db: Db,
  asked: {
    readonly tenant: string | undefined;
    readonly state: QuotaRequest['state'] | undefined;
    readonly after: Cursor | undefined;
    readonly limit: number;
  },
): Promise<RequestRow[]> {
  const { tenant, state, after, limit } = asked;
  const { rows } = await sql<RequestRow>`select ${columns} from cloud.quota_request r
    where ${ofTenant(tenant)} and ${state ? sql`r.state = ${state}` : sql`true`}
      and ${after ? sql`(r.asked_at, r.id) < (${after.at}::timestamptz, ${after.id})` : sql`true`}
    order by r.asked_at desc, r.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface Settled {
  readonly state: 'granted' | 'refused' | 'taken-back';
  readonly granted: Amounts | null;
  readonly answer: string | null;
  readonly by: string;
  readonly at: string;
}

export async function settleRequest(tx: Db, id: string, settled: Settled): Promise<void> {
  const { state, granted, answer, by, at } = settled;
  await sql`update cloud.quota_request set state = ${state}, granted_cpu = ${granted?.cpu ?? null},
    granted_memory_gb = ${granted?.memoryGb ?? null}, granted_storage_gb = ${granted?.storageGb ?? null},
    answer = ${answer}, decided_by = ${by}, decided_at = ${at} where id = ${id}`.execute(tx);
}

import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow } from '#kernel/indicator';
import { services } from './services.ts';

const codes = services.map(({ code }) => code);

/** Times at clinics in the seven days from an instant on. */
const ahead = (at: Date, owner: string | undefined): RawBuilder<unknown> => sql`
  scheduling.slot_v1 s where s.service in (${sql.join(codes)}) and s.stopped_at is null
    and s.starts_at > ${at.toISOString()}::timestamptz and s.starts_at <= ${at.toISOString()}::timestamptz + interval '7 days'
    and ${owner === undefined ? sql`true` : sql`s.organisation = ${owner}`}`;

export interface Places {
  readonly service: string;
  readonly capacity: number;
  readonly taken: number;
  readonly simulated: boolean;
}

export async function countPlaces(db: Db, at: Date): Promise<Places[]> {
  const { rows } = await sql<Places>`
    select s.service, sum(s.capacity)::int as capacity, sum(s.taken)::int as taken, bool_or(s.simulated) as simulated
    from ${ahead(at, undefined)} group by s.service order by s.service`.execute(db);
  return rows;
}

export async function listTimes(db: Db, { at, owner, after, limit }: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    id: string;
    service: string;
    startsAt: string;
    capacity: number;
    taken: number;
    simulated: boolean;
  }>`
    select s.id, s.service, s.starts_at as "startsAt", s.capacity, s.taken, s.simulated
    from ${ahead(at, owner)} and s.id > ${after ?? ''} order by s.id limit ${limit}`.execute(db);
  return rows.map(({ id, simulated, ...values }) => ({
    key: id,
    path: '/scheduling/desk',
    weight: values.taken,
    of: values.capacity,
    simulated,
    values,
  }));
}

export async function countTimes(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${ahead(at, owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}

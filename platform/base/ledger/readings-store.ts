import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Reading } from '#kernel/readings';

/** Hand-overs of resources since an instant, summed up by organisation, and by client where a system read. */
export async function sumShared(
  db: Db,
  { resources, since }: { readonly resources: readonly string[]; readonly since: string },
): Promise<Reading[]> {
  if (resources.length === 0) return [];
  const { rows } = await sql<Omit<Reading, 'client'> & { client: string | null; client_name: string | null }>`
    with told as (
      select body::jsonb -> 'actor' ->> 'organisation' as organisation,
        case when body::jsonb -> 'actor' ->> 'kind' = 'client' then actor end as client,
        coalesce((body::jsonb -> 'detail' ->> 'rows')::bigint, (body::jsonb -> 'subjects' ->> 'count')::bigint) as rows, at
      from ledger.entry
      where resource = any(${sql.val([...resources])}::text[]) and action = 'share' and at >= ${since}
        and sequence >= coalesce((select sequence from ledger.entry where at >= ${since} order by at, sequence limit 1), 0)
    )
    select t.organisation, t.client, max(c.name) as client_name, count(*)::int as reads, coalesce(sum(t.rows), 0)::float8 as rows,
      max(t.at) as "lastAt"
    from told t left join identity.client_v1 c on c.id = t.client
    group by 1, 2 order by reads desc, 1 nulls last, 2 nulls last`.execute(db);
  return rows.map(({ client, client_name: name, ...rest }) => ({
    ...rest,
    client: client === null ? null : { id: client, name: name ?? client },
  }));
}

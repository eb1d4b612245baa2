import pg from 'pg';

/** Consents of every 499th person to one organisation, and so many of others that the table is no small one. */
const insertRelations = `
  insert into relations.relation (id, kind, holder, organisation, subject_kind, subject, state, basis, begins_at, ends_at,
    made_by, made_at)
  select 'R' || n, 'relations.data-consent', case when n % 499 = 0 then $2::text else 'organisation:other-' || n % 97 end, null,
    'person', 'P' || lpad(n::text, 9, '0'), 'standing', 'consent', now() - interval '1 day', now() + interval '300 days',
    'bench', now()
  from generate_series(1, $1::int, 5) n`;

/** @param people how many persons there are @param holder whose consents are asked for */
export async function loadRelations(url: string, people: number, holder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(insertRelations, [people, holder]);
    await client.query('vacuum analyze relations.relation');
  } finally {
    await client.end();
  }
}

import pg from 'pg';

/** Villages that the rows are spread over, evenly, and the townships that the villages lie in. */
const villages = 326;
const townships = 21;

const three = (number: number): string => String(number).padStart(3, '0');

/** Division of the `index`th village, or its township's with nine digits; invented. */
export const villageCode = (index: number): string =>
  `000281${three((index % townships) + 1)}${three(Math.floor(index / townships) + 1)}`;

const insertPeople = `
  insert into registers.person (id, name, citizen_id, sex, birth_date, ethnicity, household_number, division, address, mobile,
    sources, origins, source, simulated)
  select 'P' || lpad(n::text, 9, '0'), '模拟' || chr(19968 + n % 5000),
    '000281' || to_char(date '1940-01-01' + (n % 25000), 'YYYYMMDD') || lpad((n / 25000)::text, 3, '0') || (n % 10)::text,
    (1 + n % 2)::text, date '1940-01-01' + (n % 25000), '01', 'H' || lpad((n / 3)::text, 9, '0'),
    '000281' || lpad((n % ${villages} % ${townships} + 1)::text, 3, '0') || lpad((n % ${villages} / ${townships} + 1)::text, 3, '0'), '模拟路' || n % 999 || '号', '154' || lpad(n::text, 8, '0'),
    1 + n % 3, '{"name": {"dataset": "rsj-insured", "batch": "B00000000000000000001", "row": 1}}'::jsonb, 'bench', true
  from generate_series(1, $1::int) n`;

/** Fills the register of persons; its indexes are laid aside meanwhile. @param count of rows */
export async function loadPeople(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; definition: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
         from pg_index i where i.indrelid = 'registers.person'::regclass and not i.indisprimary`,
    );
    for (const { name } of rows) await client.query(`drop index ${name}`);
    await client.query(insertPeople, [count]);
    await client.query(`set maintenance_work_mem = '512MB'`);
    for (const { definition } of rows) await client.query(definition);
    await client.query('vacuum analyze registers.person');
  } finally {
    await client.end();
  }
}

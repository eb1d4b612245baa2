// The baseline: a row a slot, locked, counted and written by hand; no rules, no quotas, no expiry.
import pg from 'pg';
import { answer } from '../machinery/answer.ts';
import { allAtOnce, attemptsOf, type Input } from './attempts.ts';

await answer(async (input: Input) => {
  const pool = new pg.Pool({ connectionString: input.url, max: 10 });
  await pool.query(`create table bare_slot (id integer primary key, capacity integer not null, taken integer not null default 0);
    create table bare_booking (id bigint generated always as identity primary key, slot integer not null, subject text not null)`);
  await pool.query(
    'insert into bare_slot (id, capacity) select n, $2::int from generate_series(0, $1::int - 1) n',
    [input.slots, input.capacity],
  );
  let [taken, refused] = [0, 0];
  const milliseconds = await allAtOnce(
    { ...input, attempts: attemptsOf(input) },
    async ({ slot, subject }) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const { rows } = await client.query<{ capacity: number; taken: number }>(
          'select capacity, taken from bare_slot where id = $1 for update',
          [slot],
        );
        const free = rows[0] !== undefined && rows[0].taken < rows[0].capacity;
        if (free) {
          await client.query('insert into bare_booking (slot, subject) values ($1, $2)', [slot, subject]);
          await client.query('update bare_slot set taken = taken + 1 where id = $1', [slot]);
          taken += 1;
        } else refused += 1;
        await client.query('commit');
      } finally {
        client.release();
      }
    },
  );
  const { rows } = await pool.query<{ n: number }>(
    'select count(*)::int as n from (select slot from bare_booking group by slot having count(*) > $1) o',
    [input.capacity],
  );
  await pool.end();
  return { milliseconds, taken, refused, oversold: rows[0]?.n ?? -1 };
});

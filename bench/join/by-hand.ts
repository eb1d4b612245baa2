// The baseline: the same rows into a plain table of persons by one set-based statement a piece, found by their number.
import pg from 'pg';
import { answer, usage } from '../machinery/answer.ts';
import { serverMeter } from '../machinery/server-cpu.ts';
import { checkedRows } from './rows.ts';

interface Input {
  readonly url: string;
  readonly rows: number;
}

const atOnce = 2000;

const put = `insert into plain_person (id, name, citizen_id, sex, birth_date, address, mobile)
  select 'P' || nextval('plain_number'), name, "citizenId", sex, "birthDate", address, mobile
  from json_to_recordset($1) as g (name text, "citizenId" text, sex text, "birthDate" date, address text, mobile text)
  on conflict (citizen_id) do update set name = excluded.name, address = excluded.address, mobile = excluded.mobile`;

await answer(async ({ url, rows }: Input) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create sequence plain_number;
    create table plain_person (id text primary key, name text not null, citizen_id text not null unique, sex text,
      birth_date date, address text, mobile text)`);
  const given = [...checkedRows(rows)].map(({ values }) => values);
  const meter = await serverMeter(url);
  const [before, server, from] = [usage().cpuSeconds, await meter?.(), performance.now()];
  for (let at = 0; at < given.length; at += atOnce)
    await client.query(put, [JSON.stringify(given.slice(at, at + atOnce))]);
  const phase = {
    cpuSeconds: usage().cpuSeconds - before,
    server: ((await meter?.()) ?? 0) - (server ?? 0),
    seconds: (performance.now() - from) / 1000,
  };
  await client.end();
  return { phases: [phase] };
});

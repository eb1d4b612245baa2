// The baseline: the same entries as JSON into a plain table, with no tree, no digests and no heads.
import pg from 'pg';
import { answer, usage } from '../machinery/answer.ts';
import { serverMeter } from '../machinery/server-cpu.ts';
import { atOnce, entryOf } from './entries.ts';

interface Input {
  readonly url: string;
  readonly entries: number;
}

await answer(async ({ url, entries }: Input) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'create table plain (id bigint generated always as identity primary key, entry text not null)',
  );
  const meter = await serverMeter(url);
  const [before, serverBefore] = [usage().cpuSeconds, await meter?.()];
  for (let from = 0; from < entries; from += atOnce) {
    await client.query('begin');
    for (let index = from; index < from + atOnce; index++)
      await client.query('insert into plain (entry) values ($1)', [JSON.stringify(entryOf(index))]);
    await client.query('commit');
  }
  const [after, serverAfter] = [usage().cpuSeconds, await meter?.()];
  await client.end();
  return {
    cpuSeconds: after - before,
    server: serverBefore === undefined || serverAfter === undefined ? undefined : serverAfter - serverBefore,
  };
});

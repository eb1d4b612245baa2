// The baseline: DuckDB alone, asked what an official who knows SQL would ask of the same file.
import { DuckDBInstance } from '@duckdb/node-api';
import { answer, usage } from '../machinery/answer.ts';

interface Input {
  readonly path: string;
  readonly memory: string;
}

await answer(async ({ path, memory }: Input) => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: memory });
  const connection = await instance.connect();
  const before = usage();
  const from = performance.now();
  const found = await connection.runAndReadAll(`
    select left("happenedOn", 7) as month, left(place, 9) as town, count(*) as rows, sum(fee::decimal(18, 6))::varchar as sum
    from read_parquet('${path}') where not _blocked group by all order by all`);
  const seconds = (performance.now() - from) / 1000;
  const cpuSeconds = usage().cpuSeconds - before.cpuSeconds;
  const cells = found.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return { seconds, cpuSeconds, cells };
});

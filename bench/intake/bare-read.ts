// The baselines: DuckDB alone reads the same rows, already in UTF-8, and looks at every value; then writes them as Parquet.
import { DuckDBInstance } from '@duckdb/node-api';
import { answer, usage } from '../machinery/answer.ts';

interface Input {
  readonly path: string;
  readonly columns: readonly string[];
  readonly threads: number;
}

await answer(async ({ path, columns, threads }: Input) => {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  const before = usage().cpuSeconds;
  const lengths = columns.map((name) => `sum(length("${name}"))`).join(' + ');
  const reader = await connection.runAndReadAll(
    `select count(*) as n, ${lengths} as characters from read_csv('${path}', all_varchar = true)`,
  );
  const [row = []] = reader.getRows();
  const read = usage();
  await connection.run(
    `copy (select * from read_csv('${path}', all_varchar = true)) to '${path}.parquet' (format parquet, compression zstd)`,
  );
  const toParquet = usage().cpuSeconds - read.cpuSeconds;
  return {
    rows: Number(row[0]),
    cpuSeconds: read.cpuSeconds - before,
    peakMemory: read.peakMemory,
    toParquet,
  };
});

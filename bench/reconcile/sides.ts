import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** A connection as the lake's are: two threads, no extension. */
export async function connect(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '2GB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  return instance.connect();
}

export const paths = (folder: string) => ({
  left: `${folder}/left.parquet`,
  right: `${folder}/right.parquet`,
});

const write = (select: string, path: string): string =>
  `copy (${select}) to '${path}' (format parquet, compression zstd, compression_level 1, write_bloom_filter false)`;

/** Two million rows and one and a half, 1.4 million of them the same persons; about one in forty of these differs. */
export const shared = 1_400_000;
const lefts = 2_000_000;
const rights = 1_500_000;

/** Repeated keys and missing ones on the left, so that no way round them is measured. */
export const repeated = 50;
export const keyless = 100;

const person = `i as n, printf('330281%08d%04d', 19400101 + hash(i) % 700000, i % 10000) || (i // 10000)::varchar as id,
  '王' || (hash(i, 1) % 50000) as name, (date '1940-01-01' + (hash(i, 2) % 30000)::int)::varchar as birth,
  ((hash(i, 3) % 1000000) / 100.0)::varchar as amount`;

/** Rows in an order of their own on each side. */
export async function writeSides(folder: string): Promise<void> {
  const connection = await connect();
  const { left, right } = paths(folder);
  await connection.run(
    write(
      `select n as _row, case when n < ${keyless} then null when n < ${keyless + repeated} then (select id from (select ${person} from range(1) t(i)) limit 1) || 'R' || (n % 25) else id end as id,
        name, birth, amount from (select ${person} from range(${lefts}) t(i)) order by hash(n, 8)`,
      left,
    ),
  );
  const from = lefts - shared;
  await connection.run(
    write(
      `select n as _row, id, case when hash(n, 5) % 100 = 0 then name || '方' else name end as name,
        case when hash(n, 6) % 200 = 0 then '1939-12-31' else birth end as birth,
        case when hash(n, 7) % 100 = 0 then amount || '9' when hash(n, 7) % 100 = 1 then '77777.77' else amount end as amount
        from (select ${person} from range(${from}, ${from + rights}) t(i)) order by hash(n, 9)`,
      right,
    ),
  );
  connection.closeSync();
}

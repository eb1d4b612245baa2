import { DuckDBInstance } from '@duckdb/node-api';

/** What the lake holds of a dataset once its deliveries are checked: texts in their normal form. */
export const towns = 21;
const villages = 15;
export const dataset = 'bench-visits';
export const firstBatch = 'B0000000000000000001';
export const laterBatch = 'B0000000000000000002';

interface Delivery {
  readonly path: string;
  /** First number and how many. */
  readonly first: number;
  readonly rows: number;
  /** Rows of the year, over which their days are spread in order. */
  readonly ofYear: number;
  readonly at: string;
}

/** SELECT of rows that are the same each time: each with its number, village, day, sum, and whether it is held back. */
const selectOf = ({ first, rows, ofYear, at }: Delivery): string => `
  select (1000000000 + i)::varchar as number,
    (330281000000 + (1 + i * 7919 % ${towns}) * 1000 + 1 + i * 104729 % ${villages})::varchar as place,
    (date '2025-01-01' + (i * 365 // ${ofYear})::int)::varchar as happened_on,
    ((i * 48271 % 99991) / 100)::decimal(9, 2)::varchar as fee,
    (i - ${first} + 1)::int as _row, timestamptz '${at}' as _at, i * 31 % 1000 = 0 as _blocked
  from range(${first}, ${first + rows}) as t(i)`;

/** Writes a checked delivery, by the engine itself. */
export async function writeDelivery(delivery: Delivery): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  await connection.run(`copy (select number, place, happened_on as "happenedOn", fee, _row, _at, _blocked from (${selectOf(delivery)}))
    to '${delivery.path}' (format parquet, compression zstd, compression_level 1)`);
  connection.closeSync();
  instance.closeSync();
}

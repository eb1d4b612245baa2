import type { Fields, Wire } from './compact-writer.ts';

/** Numbers of the format's enumerations (parquet.thrift), as far as they are used here. */
export const TYPE = { BOOLEAN: 0, INT32: 1, INT64: 2, BYTE_ARRAY: 6 } as const;
export const ENCODING = { PLAIN: 0, PLAIN_DICTIONARY: 2, RLE: 3, RLE_DICTIONARY: 8 } as const;
export const CODEC = { NONE: 0, ZSTD: 6 } as const;
export const PAGE = { DATA: 0, DICTIONARY: 2 } as const;
const REPETITION = { REQUIRED: 0, OPTIONAL: 1 } as const;
const CONVERTED = { UTF8: 0, TIMESTAMP_MICROS: 10 } as const;

export const MAGIC = Buffer.from('PAR1');

/** `text` may be null, the others not. `instant`: microseconds since 1970 in UTC. */
export type ColumnType = 'text' | 'int' | 'long' | 'instant' | 'flag';

export interface ColumnSchema {
  readonly name: string;
  readonly type: ColumnType;
}

const empty: Wire = { struct: {} };

const physical: Readonly<Record<ColumnType, number>> = {
  text: TYPE.BYTE_ARRAY,
  int: TYPE.INT32,
  long: TYPE.INT64,
  instant: TYPE.INT64,
  flag: TYPE.BOOLEAN,
};

const meaning: Readonly<Partial<Record<ColumnType, Fields>>> = {
  text: { 6: { i32: CONVERTED.UTF8 }, 10: { struct: { 1: empty } } },
  instant: {
    6: { i32: CONVERTED.TIMESTAMP_MICROS },
    10: { struct: { 8: { struct: { 1: { bool: true }, 2: { struct: { 2: empty } } } } } },
  },
};

const elementOf = ({ name, type }: ColumnSchema): Wire => ({
  struct: {
    1: { i32: physical[type] },
    3: { i32: type === 'text' ? REPETITION.OPTIONAL : REPETITION.REQUIRED },
    4: { binary: name },
    ...meaning[type],
  },
});

/** A column of a row group as it lies in the file. */
export interface Chunk {
  readonly column: ColumnSchema;
  readonly values: number;
  readonly encodings: readonly number[];
  readonly codec: number;
  readonly offset: number;
  readonly dictionaryOffset: number | undefined;
  readonly bytes: number;
  readonly rawBytes: number;
  /** Of numbers, as they are written. */
  readonly least: Buffer | undefined;
  readonly most: Buffer | undefined;
}

const chunkOf = (chunk: Chunk): Wire => ({
  struct: {
    2: { i64: 0 },
    3: {
      struct: {
        1: { i32: physical[chunk.column.type] },
        2: { list: chunk.encodings.map((i32) => ({ i32 })) },
        3: { list: [{ binary: chunk.column.name }] },
        4: { i32: chunk.codec },
        5: { i64: chunk.values },
        6: { i64: chunk.rawBytes },
        7: { i64: chunk.bytes },
        9: { i64: chunk.offset },
        11: chunk.dictionaryOffset === undefined ? undefined : { i64: chunk.dictionaryOffset },
        12:
          chunk.least && chunk.most
            ? { struct: { 3: { i64: 0 }, 5: { binary: chunk.most }, 6: { binary: chunk.least } } }
            : undefined,
      },
    },
  },
});

export interface Group {
  readonly rows: number;
  readonly chunks: readonly Chunk[];
}

const groupOf = ({ rows, chunks }: Group): Wire => ({
  struct: {
    1: { list: chunks.map(chunkOf) },
    2: { i64: chunks.reduce((sum, { rawBytes }) => sum + rawBytes, 0) },
    3: { i64: rows },
  },
});

/** The footer's fields. */
export const fileOf = (columns: readonly ColumnSchema[], groups: readonly Group[]): Fields => ({
  1: { i32: 1 },
  2: { list: [{ struct: { 4: { binary: 'rows' }, 5: { i32: columns.length } } }, ...columns.map(elementOf)] },
  3: { i64: groups.reduce((sum, { rows }) => sum + rows, 0) },
  4: { list: groups.map(groupOf) },
  6: { binary: 'yaojiang' },
  7: { list: columns.map(() => ({ struct: { 1: empty } })) },
});

interface Page {
  readonly rawBytes: number;
  readonly bytes: number;
}

export const dataPage = (page: Page, values: number, encoding: number): Fields => ({
  1: { i32: PAGE.DATA },
  2: { i32: page.rawBytes },
  3: { i32: page.bytes },
  5: {
    struct: { 1: { i32: values }, 2: { i32: encoding }, 3: { i32: ENCODING.RLE }, 4: { i32: ENCODING.RLE } },
  },
});

export const dictionaryPage = (page: Page, values: number): Fields => ({
  1: { i32: PAGE.DICTIONARY },
  2: { i32: page.rawBytes },
  3: { i32: page.bytes },
  7: { struct: { 1: { i32: values }, 2: { i32: ENCODING.PLAIN } } },
});

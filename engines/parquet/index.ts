export { hashBytes, viewOf, type ByteView } from './byte-view.ts';
export type { ColumnData } from './encode-column.ts';
export type { ColumnSchema, ColumnType } from './format.ts';
export { ParquetError, ParquetReader } from './parquet-reader.ts';
export { ParquetWriter, type ParquetWriterOptions } from './parquet-writer.ts';
export { takeUtf8, TextColumnBuilder, type Decode, type TextColumn } from './text-column.ts';
export { Texts } from './texts.ts';

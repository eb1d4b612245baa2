/** Wire types of the Thrift compact protocol, as far as Parquet's metadata uses them. */
export const WIRE = { TRUE: 1, FALSE: 2, I32: 5, I64: 6, BINARY: 8, LIST: 9, STRUCT: 12 } as const;

/** One value of a struct; `undefined` fields are left out. */
export type Wire =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly bool: boolean }
  | { readonly binary: string | Uint8Array }
  | { readonly list: readonly Wire[] }
  | { readonly struct: Fields };

/** Fields of a struct by their number. */
export type Fields = Readonly<Record<number, Wire | undefined>>;

/** Writes structs in the Thrift compact protocol (the encoding of Parquet's page headers and footer). */
export function writeStruct(fields: Fields): Buffer {
  const bytes: number[] = [];
  struct(bytes, fields);
  return Buffer.from(bytes);
}

function struct(bytes: number[], fields: Fields): void {
  let last = 0;
  for (const [number, value] of Object.entries(fields).map(([key, each]) => [Number(key), each] as const)) {
    if (value === undefined) continue;
    const type = wireType(value);
    const step = number - last;
    if (step > 0 && step < 16) bytes.push((step << 4) | type);
    else {
      bytes.push(type);
      varint(bytes, zigzag(number));
    }
    last = number;
    if (!('bool' in value)) content(bytes, value);
  }
  bytes.push(0);
}

function wireType(value: Wire): number {
  if ('i32' in value) return WIRE.I32;
  if ('i64' in value) return WIRE.I64;
  if ('bool' in value) return value.bool ? WIRE.TRUE : WIRE.FALSE;
  if ('binary' in value) return WIRE.BINARY;
  return 'list' in value ? WIRE.LIST : WIRE.STRUCT;
}

function content(bytes: number[], value: Wire): void {
  if ('i32' in value) varint(bytes, zigzag(value.i32));
  else if ('i64' in value) varint(bytes, zigzag(value.i64));
  else if ('binary' in value) binary(bytes, Buffer.from(value.binary as Uint8Array));
  else if ('list' in value) list(bytes, value.list);
  else if ('struct' in value) struct(bytes, value.struct);
}

function binary(bytes: number[], value: Buffer): void {
  varint(bytes, value.length);
  for (const byte of value) bytes.push(byte);
}

function list(bytes: number[], items: readonly Wire[]): void {
  const type = items[0] === undefined ? WIRE.STRUCT : wireType(items[0]);
  if (items.length < 15) bytes.push((items.length << 4) | type);
  else {
    bytes.push(0xf0 | type);
    varint(bytes, items.length);
  }
  for (const item of items) content(bytes, item);
}

/** Numbers beyond 32 bits are counted in doubles: files are far below 2^53 bytes. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

export function varint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

import { WIRE } from './compact-writer.ts';

/** A value as read: numbers, bytes, lists, structs by field number. */
export type Read = number | boolean | Buffer | readonly Read[] | Struct;
export type Struct = ReadonlyMap<number, Read>;

/** Reads structs of the Thrift compact protocol; it goes on after each. */
export class CompactReader {
  at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @throws RangeError when the bytes end too early */
  struct(): Struct {
    const fields = new Map<number, Read>();
    let number = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      const step = head >> 4;
      number = step === 0 ? this.#signed() : number + step;
      fields.set(number, this.#value(head & 15));
    }
    return fields;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  #value(type: number): Read {
    if (type === WIRE.TRUE) return true;
    if (type === WIRE.FALSE) return false;
    if (type === WIRE.BINARY) return this.#take(this.varint());
    if (type === WIRE.LIST) return this.#list();
    if (type === WIRE.STRUCT) return this.struct();
    if (type >= 4 && type <= WIRE.I64) return this.#signed();
    if (type === 3) return this.#byte();
    if (type === 7) return this.#take(8).readDoubleLE();
    throw new RangeError(`wire type ${type} is not used in Parquet`);
  }

  #list(): Read[] {
    const head = this.#byte();
    const count = head >> 4 === 15 ? this.varint() : head >> 4;
    return Array.from({ length: count }, () => this.#value(head & 15));
  }

  #signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new RangeError('the metadata of the Parquet file is cut');
    return byte;
  }

  #take(count: number): Buffer {
    this.at += count;
    if (this.at > this.#bytes.length) throw new RangeError('the metadata of the Parquet file is cut');
    return this.#bytes.subarray(this.at - count, this.at);
  }
}

/** Fields of a struct with the type that the format gives them. */
export const numberAt = (struct: Struct, field: number): number =>
  (struct.get(field) as number | undefined) ?? 0;
export const structAt = (struct: Struct, field: number): Struct =>
  (struct.get(field) as Struct | undefined) ?? new Map();
export const listAt = <T extends Read>(struct: Struct, field: number): readonly T[] =>
  (struct.get(field) as readonly T[] | undefined) ?? [];

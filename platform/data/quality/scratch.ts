import { Texts } from '#engines/parquet';

/**
 * Arrays that are used again for each group of rows, by name: a check of millions of rows leaves nothing to collect.
 * What is given is good until the same name is asked for again.
 */
export class Scratch {
  readonly #ints = new Map<string, Int32Array<ArrayBuffer>>();
  readonly #bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #texts = new Map<string, Texts>();

  /** Zeros. */
  ints(name: string, length: number): Int32Array {
    const known = this.#ints.get(name);
    const array = known && known.length >= length ? known : new Int32Array(Math.ceil(length * 1.2));
    this.#ints.set(name, array);
    return array.subarray(0, length).fill(0);
  }

  /** Zeros. */
  bytes(name: string, length: number): Uint8Array {
    const known = this.#bytes.get(name);
    const array = known && known.length >= length ? known : new Uint8Array(Math.ceil(length * 1.2));
    this.#bytes.set(name, array);
    return array.subarray(0, length).fill(0);
  }

  /** Empty. */
  texts(name: string): Texts {
    const texts = this.#texts.get(name) ?? new Texts();
    this.#texts.set(name, texts);
    texts.cut(0);
    return texts;
  }
}

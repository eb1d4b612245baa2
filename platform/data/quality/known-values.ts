import { hashBytes, Texts } from '#engines/parquet';

const SECOND = 0x5bd1e995;
const room = 1 << 10;

/** Another thirty-two bits of the bytes `[start, end)`, that fall together with those of `hashBytes` by chance only. */
function otherHash(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start);
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, SECOND);
  return hash ^ (hash >>> 15);
}

/** Texts that are known somewhere. Of each 64 bits of hashes are kept: two texts fall together once in 2^64. */
export class KnownValues {
  #count = 0;
  #first = new Int32Array(room);
  #second = new Int32Array(room);
  readonly #text = new Texts();

  get size(): number {
    return this.#count;
  }

  add(text: string): void {
    if (text === '') return;
    this.#text.cut(0);
    this.#text.add(text);
    const [one, two] = hashesAt(this.#text, 0);
    if (this.#count * 2 > this.#first.length) this.#grow();
    this.#put(one, two);
  }

  has(texts: Texts, place: number): boolean {
    const [one, two] = hashesAt(texts, place);
    return this.#second[this.#placeOf(one, two)] !== 0;
  }

  /** The place where it stands, or would. Zero is no second hash. */
  #placeOf(one: number, two: number): number {
    const mask = this.#first.length - 1;
    let at = one & mask;
    while (this.#second[at] !== 0 && (this.#first[at] !== one || this.#second[at] !== two))
      at = (at + 1) & mask;
    return at;
  }

  #put(one: number, two: number): void {
    const at = this.#placeOf(one, two);
    if (this.#second[at] !== 0) return;
    this.#first[at] = one;
    this.#second[at] = two;
    this.#count += 1;
  }

  #grow(): void {
    const [first, second] = [this.#first, this.#second];
    this.#first = new Int32Array(first.length * 2);
    this.#second = new Int32Array(first.length * 2);
    this.#count = 0;
    for (let at = 0; at < first.length; at++)
      if (second[at] !== 0) this.#put(first[at] as number, second[at] as number);
  }
}

function hashesAt(texts: Texts, place: number): readonly [number, number] {
  const [start, end] = [texts.start(place), texts.end(place)];
  return [hashBytes(texts, start, end), otherHash(texts.bytes, start, end) || 1];
}

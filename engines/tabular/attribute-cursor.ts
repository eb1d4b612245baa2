const SPACE = 32;
const EQUALS = 61;

/** Walks the attributes of a tag in its bytes, without making strings. */
export class AttributeCursor {
  nameFrom = 0;
  nameTo = 0;
  valueFrom = 0;
  valueTo = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #to = 0;

  start(bytes: Buffer, from: number, to: number): void {
    this.#bytes = bytes;
    this.#at = from;
    this.#to = to;
  }

  /** Moves to the next attribute; false when there is none. */
  next(): boolean {
    const bytes = this.#bytes;
    const to = this.#to;
    let at = this.#skipSpace(this.#at);
    this.nameFrom = at;
    while (at < to && bytes[at] !== EQUALS && (bytes[at] as number) > SPACE) at += 1;
    this.nameTo = at;
    at = this.#skipSpace(at);
    if (bytes[at] === EQUALS) at = this.#skipSpace(at + 1);
    const quote = bytes[at];
    at += 1;
    this.valueFrom = at;
    while (at < to && bytes[at] !== quote) at += 1;
    this.valueTo = at;
    this.#at = at + 1;
    return at < to;
  }

  #skipSpace(from: number): number {
    let at = from;
    while (at < this.#to && (this.#bytes[at] as number) <= SPACE) at += 1;
    return at;
  }
}

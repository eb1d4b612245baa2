const LF = 10;
const CR = 13;

/** How the lines of a text end. */
export interface LineEnds {
  lf: number;
  crlf: number;
  cr: number;
}

/** Counts physical lines over chunks of UTF-8: LF, CR LF and a lone CR each end one. */
export class LineCounter {
  readonly ends: LineEnds = { lf: 0, crlf: 0, cr: 0 };
  #afterCr = false;
  #open = false;

  /** Counts `bytes[start..end)`. */
  count(bytes: Buffer, start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte > CR) {
        this.#afterCr = false;
        continue;
      }
      if (byte === LF && this.#afterCr) {
        this.ends.cr -= 1;
        this.ends.crlf += 1;
      } else if (byte === LF) this.ends.lf += 1;
      else if (byte === CR) this.ends.cr += 1;
      this.#afterCr = byte === CR;
    }
    if (end > start) this.#open = bytes[end - 1] !== LF && bytes[end - 1] !== CR;
  }

  /** Number of the line that the next byte stands in, from one. */
  get line(): number {
    return this.ends.lf + this.ends.crlf + this.ends.cr + 1;
  }

  /** Lines so far; a last one without an end counts. */
  get lines(): number {
    return this.line - (this.#open ? 0 : 1);
  }
}
